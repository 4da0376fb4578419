package dev.podflame.operator;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The operator's command line. Filled by picocli before anything reads it.
final class OperatorOptions {
    @Option(
            names = "--daemonset-file",
            paramLabel = "FILE",
            required = true,
            description = "Manifest of the agents' DaemonSet; changes are picked up.")
    Path daemonSetFile = Path.of("");

    @Option(
            names = "--collector",
            paramLabel = "URL",
            required = true,
            converter = HttpUrl.class,
            description = "Where the agents' reports are, such as https://podflame-collector.podflame.svc:7070.")
    URI collector = URI.create("");

    @Option(
            names = "--collector-ca",
            paramLabel = "FILE",
            description = "Certificates to trust, as PEM. With --certificates the operator knows its own.")
    @Nullable
    Path collectorCa;

    @Option(names = "--token-file", paramLabel = "FILE", description = "Token for the collector, read at each call.")
    @Nullable
    Path tokenFile;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = "podflame",
            description = "Where DaemonSet, Secrets and lease live (default: ${DEFAULT-VALUE}).")
    String namespace = "podflame";

    @Option(
            names = "--deployment",
            paramLabel = "NAME",
            defaultValue = "podflame-operator",
            description = "The operator's Deployment: owner of what it makes (default: ${DEFAULT-VALUE}).")
    String deployment = "podflame-operator";

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8080",
            converter = HostAndPort.class,
            description = "Where /healthz and /metrics are served (default: ${DEFAULT-VALUE}).")
    InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080);

    @Option(
            names = "--certificates",
            paramLabel = "true|false",
            arity = "1",
            defaultValue = "true",
            description = "Make and renew the collector's certificate; false where cert-manager does"
                    + " (default: ${DEFAULT-VALUE}).")
    boolean certificates = true;

    @Option(
            names = "--collector-service",
            paramLabel = "NAME",
            defaultValue = "podflame-collector",
            description = "Service that the certificate is for (default: ${DEFAULT-VALUE}).")
    String collectorService = "podflame-collector";

    @Option(
            names = "--lease",
            paramLabel = "NAME",
            defaultValue = "podflame-operator",
            description = "Lease that the leading operator holds (default: ${DEFAULT-VALUE}).")
    String lease = "podflame-operator";

    /// A name for this process: that of its pod, where it has one.
    final String identity = Optional.ofNullable(System.getenv("POD_NAME"))
                    .or(() -> Optional.ofNullable(System.getenv("HOSTNAME")))
                    .orElse("podflame-operator")
            + "-" + UUID.randomUUID().toString().substring(0, 8);

    static final class HttpUrl implements ITypeConverter<URI> {
        @Override
        public URI convert(String value) {
            URI url = URI.create(value);
            if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
                throw new TypeConversionException("'" + value + "' is no URL such as https://127.0.0.1:7070");
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
                throw new TypeConversionException("'" + value + "' is no address such as 127.0.0.1:8080");
            }
            return new InetSocketAddress(InetAddress.getByName(value.substring(0, colon)), Integer.parseInt(port));
        }
    }
}
