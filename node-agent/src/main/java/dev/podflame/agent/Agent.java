package dev.podflame.agent;

import dev.podflame.agent.attach.EbpfProfiler;
import dev.podflame.agent.attach.EngineCommand;
import dev.podflame.agent.attach.hotspot.JvmAttacher;
import dev.podflame.agent.batch.BatchBuilder;
import dev.podflame.agent.batch.OtlpEncoding;
import dev.podflame.agent.process.ProcessScanner;
import dev.podflame.agent.report.ReportBuilder;
import dev.podflame.agent.report.ReportSender;
import dev.podflame.agent.sample.BootClock;
import dev.podflame.agent.sample.ContainerSamples;
import dev.podflame.agent.sample.HandOver;
import dev.podflame.agent.sample.OtlpReceiver;
import dev.podflame.agent.sample.SampleCounts;
import dev.podflame.agent.sample.SampleFilter;
import dev.podflame.agent.sample.Thinning;
import dev.podflame.agent.send.BatchSender;
import dev.podflame.agent.send.CollectorClient;
import dev.podflame.agent.send.Spool;
import dev.podflame.agent.session.JavaSessions;
import dev.podflame.agent.session.SessionCounts;
import dev.podflame.agent.session.SessionEnvironment;
import dev.podflame.agent.symbol.Demangler;
import dev.podflame.agent.symbol.Symbolizer;
import dev.podflame.agent.usage.CgroupMounts;
import dev.podflame.agent.usage.UsageCollector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stages, wired from top to bottom; closed from bottom to top.
final class Agent implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Agent.class);
    private static final Spool.Limits PROFILES_LIMITS = new Spool.Limits(256L << 20, Duration.ofDays(1));
    private static final Spool.Limits METRICS_LIMITS = new Spool.Limits(32L << 20, Duration.ofDays(1));

    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private Agent() {}

    static Agent start(AgentOptions options, StartupReport report) throws IOException {
        Agent agent = new Agent();
        try {
            agent.wire(options, report);
            return agent;
        } catch (IOException | RuntimeException e) {
            agent.close();
            throw e;
        }
    }

    private void wire(AgentOptions options, StartupReport report) throws IOException {
        String boot = bootId();
        Path data = options.data;
        SampleCounts counts = new SampleCounts();
        ContainerSamples containerSamples = new ContainerSamples();
        HandOver handOver = new HandOver();

        Surroundings at = keep(Surroundings.of(options));
        String node = at.node();
        ProcessScanner processes = keep(new ProcessScanner(at.targets(), at.containers(), node));
        Spool profiles = Spool.open(data.resolve("spool/profiles"), node, boot, PROFILES_LIMITS);
        Spool metrics = Spool.open(data.resolve("spool/metrics"), node, boot + "-metrics", METRICS_LIMITS);
        CollectorClient client = keep(new CollectorClient(options.address()));
        BatchSender profileSender = keep(BatchSender.start("profiles", profiles, client, at.waits()));
        BatchSender metricSender = keep(BatchSender.start("metrics", metrics, client, at.waits()));
        Demangler demangler = new Demangler(options.nativeFolder.resolve(AgentOptions.DEMANGLER));
        Symbolizer symbolizer = new Symbolizer(data.resolve("symbols"), demangler);
        SampleFilter filter = new SampleFilter(
                processes,
                BootClock.read(Path.of("/proc")),
                new Thinning(options.frequencyHz),
                counts,
                containerSamples,
                handOver);
        SamplePipeline pipeline = keep(
                new SamplePipeline(filter, symbolizer, new BatchBuilder(counts), new OtlpEncoding(), profiles, counts));
        OtlpReceiver receiver = keep(OtlpReceiver.start(pipeline::accept));
        EngineCommand command = new EngineCommand(options.nativeFolder, options.frequencyHz);

        SpooledUsage spooledUsage = new SpooledUsage(metrics);
        UsageCollector usage = keep(new UsageCollector(processes, CgroupMounts.find(), spooledUsage));

        processes.start();
        usage.start();
        pipeline.start();
        EbpfProfiler engine = keep(EbpfProfiler.start(command, receiver.port(), EbpfProfiler.Waits.DEFAULT));
        JvmAttacher.Options care =
                JvmAttacher.Options.DEFAULT.withMinimumAge(Duration.ofSeconds(options.jvmAgeSeconds));
        JvmAttacher attacher = keep(JvmAttacher.open(options.java(), care));
        SessionEnvironment surroundings = new SessionEnvironment(
                attacher::attach,
                pipeline::acceptWindow,
                handOver,
                containerSamples,
                new SessionCounts(),
                options.javaLines);
        JavaSessions sessions = keep(JavaSessions.start(processes, surroundings));
        Optional<ReportSender> reports = switch (at) {
            case Surroundings.Machine machine -> Optional.empty();
            case Surroundings.ClusterNode cluster -> {
                ReportBuilder.Sources sources = new ReportBuilder.Sources(
                        cluster.targets()::containers,
                        engine::state,
                        sessions::states,
                        processes,
                        counts,
                        containerSamples);
                ReportBuilder builder = new ReportBuilder(cluster.at(), NodeAgent.VERSION, boot, sources);
                yield Optional.of(keep(ReportSender.start(builder, client)));
            }
        };
        AgentStatus status = new AgentStatus(
                report,
                at.targets(),
                processes,
                engine,
                sessions,
                pipeline,
                spooledUsage,
                profiles,
                metrics,
                profileSender,
                metricSender,
                reports);
        keep(StatusServer.start(options.listen, new AgentMetrics(status, counts, symbolizer), status));
    }

    /// Sorts after the ids of earlier starts, and no two starts have the same.
    private static String bootId() {
        byte[] random = new byte[4];
        ThreadLocalRandom.current().nextBytes(random);
        return "%012x-%s".formatted(System.currentTimeMillis(), HexFormat.of().formatHex(random));
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        running.push(closeable);
        return closeable;
    }

    /// Ends the engine, puts the last samples on disk and stops. What isn't sent then is sent by the next start.
    @Override
    public void close() {
        while (!running.isEmpty()) {
            AutoCloseable last = running.pop();
            try {
                last.close();
            } catch (Exception e) {
                log.warn("{} didn't stop cleanly: {}", last.getClass().getSimpleName(), e.toString());
            }
        }
    }
}
