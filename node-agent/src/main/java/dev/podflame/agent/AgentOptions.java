package dev.podflame.agent;

import dev.podflame.agent.send.CollectorAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The agent's command line. Filled by picocli before anything reads it.
final class AgentOptions {
    static final String DEMANGLER = "podflame-demangle";

    @Option(
            names = "--targets",
            paramLabel = "PATH",
            description = "File or folder of HostTarget documents: which processes are profiled.")
    @Nullable
    Path targets;

    @Option(
            names = "--kubernetes",
            description = "Take targets and pods from the cluster that this agent runs in, in place of --targets.")
    boolean kubernetes;

    @Option(names = "--node", paramLabel = "NAME", description = "With --kubernetes: the name of this node.")
    @Nullable
    String node;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            defaultValue = "",
            description = "With --kubernetes: the cluster's name, kept with the profiles (default: none).")
    String cluster = "";

    @Option(
            names = "--collector",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:7070",
            converter = HttpUrl.class,
            description = "Where batches go (default: ${DEFAULT-VALUE}).")
    URI collector = URI.create("http://127.0.0.1:7070");

    @Option(
            names = "--collector-ca",
            paramLabel = "FILE",
            description = "PEM file of the certificates that may have signed the collector's. Read again when it"
                    + " changes.")
    @Nullable
    Path collectorCa;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File of the bearer token for the collector. Read again when it changes.")
    @Nullable
    Path tokenFile;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/agent",
            description = "Batches not yet sent, and symbol tables (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("data/agent");

    @Option(
            names = "--native",
            paramLabel = "DIR",
            defaultValue = "native/bin",
            description = "Folder of podflame-launch, ebpf-profiler and podflame-demangle (default: ${DEFAULT-VALUE}).")
    Path nativeFolder = Path.of("native/bin");

    @Option(
            names = "--frequency",
            paramLabel = "HZ",
            defaultValue = "19",
            description = "Samples per second and CPU, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    int frequencyHz = 19;

    @Option(
            names = "--jvm-age",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long a JVM must run before async-profiler is put into it (default: ${DEFAULT-VALUE}).")
    int jvmAgeSeconds = 60;

    @Option(
            names = "--java-lines",
            description = "Keep the line numbers of JVMs that async-profiler profiles: several times as many stacks.")
    boolean javaLines;

    /// What is kept of JVMs between runs: the journal of changes in them, and the breaker.
    Path java() {
        return data.resolve("java");
    }

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7072",
            converter = HostAndPort.class,
            description = "Where /metrics and /health are served (default: ${DEFAULT-VALUE}).")
    InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 7072);

    @Option(names = "--report", description = "Say what works on this machine and what doesn't, and exit.")
    boolean report;

    @Option(
            names = "--reset-breaker",
            description = "Let all images be attached to again whose JVMs died soon after, and exit. With --data of the"
                    + " agent that runs.")
    boolean resetBreaker;

    /// Where batches and reports go.
    CollectorAddress address() {
        return new CollectorAddress(collector, Optional.ofNullable(collectorCa), Optional.ofNullable(tokenFile));
    }

    static final class HttpUrl implements ITypeConverter<URI> {
        @Override
        public URI convert(String value) {
            URI url = URI.create(value);
            if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
                throw new TypeConversionException("'" + value + "' is no URL such as http://127.0.0.1:7070");
            }
            return url;
        }
    }

    static final class HostAndPort implements ITypeConverter<InetSocketAddress> {
        @Override
        public InetSocketAddress convert(String value) throws UnknownHostException {
            int colon = value.lastIndexOf(':');
            String port = value.substring(colon + 1);
            if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
                throw new TypeConversionException("'" + value + "' is no address such as 127.0.0.1:7072");
            }
            return new InetSocketAddress(InetAddress.getByName(value.substring(0, colon)), Integer.parseInt(port));
        }
    }
}
