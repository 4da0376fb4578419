package dev.podflame.collector;

import dev.podflame.collector.access.ApiServer;
import dev.podflame.collector.access.Doorkeeper;
import dev.podflame.collector.access.KubernetesDoor;
import dev.podflame.collector.access.OpenDoor;
import dev.podflame.collector.ingest.BatchDecoder;
import dev.podflame.collector.ingest.OtlpGrpcServer;
import dev.podflame.collector.ingest.Receiver;
import dev.podflame.collector.ingest.Spool;
import dev.podflame.collector.ingest.SpoolLimits;
import dev.podflame.collector.report.ReportStore;
import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.ClickHouseAddress;
import dev.podflame.collector.store.EmbeddedClickHouse;
import dev.podflame.collector.store.Merger;
import dev.podflame.collector.store.Retention;
import dev.podflame.collector.store.Schema;
import dev.podflame.collector.tls.CertificateFiles;
import dev.podflame.collector.tls.ServedCertificate;
import io.micronaut.runtime.server.EmbeddedServer;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All stages, wired; what was started last is stopped first, so that nothing is taken that can't be put away.
final class RunningCollector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningCollector.class);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final List<Supplier<Optional<String>>> troubles = new ArrayList<>();
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Clock clock = Clock.systemUTC();
    private String url = "";

    private RunningCollector() {}

    /// Starts everything, or nothing.
    static RunningCollector start(CollectorOptions options) throws StartFailure {
        RunningCollector collector = new RunningCollector();
        boolean complete = false;
        try {
            collector.startStages(options);
            complete = true;
            return collector;
        } finally {
            if (!complete) {
                collector.close();
            }
        }
    }

    /// Where the page is.
    String url() {
        return url;
    }

    private void startStages(CollectorOptions options) throws StartFailure {
        options.access.checkAddress(options.listen, "--listen");
        Optional<HostPort> grpc = options.grpc();
        Doorkeeper door = door(options.access);
        Optional<ServedCertificate> certificate = certificate(options.access);
        DataFolder data = keep(DataFolder.open(options.data));
        ClickHouse clickHouse = keep(new ClickHouse());
        Schema schema = new Schema(clickHouse, Retention.DEFAULT);
        BatchDecoder decoder = new BatchDecoder();
        Optional<EmbeddedClickHouse> child = startStore(options, data, clickHouse);
        Spool spool = spool(data.spool());
        // Stopped in this order: the spool closes its last segment, then the merger stores it.
        Merger merger = keep(new Merger(spool, decoder, clickHouse, schema, clock, registry));
        keep(spool);
        child.ifPresent(running -> running.onRestart(merger::storeChanged));
        troubles.add(spool::trouble);
        troubles.add(merger::trouble);
        Receiver receiver = new Receiver(spool, decoder, clock, registry);
        if (grpc.isPresent()) {
            startGrpc(grpc.get(), receiver);
        }
        startHttp(options.listen, certificate, door, clickHouse, receiver);
    }

    private Doorkeeper door(AccessOptions options) throws StartFailure {
        return switch (options.auth()) {
            case NONE -> new OpenDoor();
            case KUBERNETES ->
                new KubernetesDoor(
                        keep(new ApiServer(options.apiServer())), options.agentAccount(), options.metricsAccounts());
        };
    }

    private Optional<ServedCertificate> certificate(AccessOptions options) throws StartFailure {
        Optional<CertificateFiles> files = options.certificate();
        if (files.isEmpty()) {
            return Optional.empty();
        }
        try {
            ServedCertificate certificate = keep(new ServedCertificate(files.get()));
            GaugeWithCallback.builder()
                    .name("podflame_tls_certificate_expiry_seconds")
                    .help("When the certificate in use ends, in seconds since the Unix epoch")
                    .callback(callback ->
                            callback.call((double) certificate.validUntil().getEpochSecond()))
                    .register(registry);
            return Optional.of(certificate);
        } catch (IOException e) {
            StartFailure failure = new StartFailure(
                    "the certificate can't be used (" + AccessOptions.reason(e) + ")", "see --tls-cert and --tls-key");
            failure.initCause(e);
            throw failure;
        }
    }

    private Optional<EmbeddedClickHouse> startStore(CollectorOptions options, DataFolder data, ClickHouse clickHouse)
            throws StartFailure {
        Optional<ClickHouseAddress> server = options.server();
        if (server.isPresent()) {
            clickHouse.moveTo(server.get());
            return Optional.empty();
        }
        EmbeddedClickHouse.Settings settings = new EmbeddedClickHouse.Settings(
                EmbeddedFiles.home(options.embeddedHome),
                EmbeddedFiles.library(options.libchdb),
                data.clickHouse(),
                options.memoryBytes());
        try {
            EmbeddedClickHouse child = keep(new EmbeddedClickHouse(settings, clickHouse::moveTo));
            troubles.add(child::trouble);
            CounterWithCallback.builder()
                    .name("podflame_clickhouse_restarts_total")
                    .help("Times the embedded ClickHouse was started again after it ended by itself")
                    .callback(callback -> callback.call(child.restarts()))
                    .register(registry);
            return Optional.of(child);
        } catch (IOException e) {
            StartFailure failure = new StartFailure(
                    String.valueOf(e.getMessage()), "see above, or use a server with --clickhouse-url");
            failure.initCause(e);
            throw failure;
        }
    }

    private static Spool spool(Path folder) throws StartFailure {
        try {
            return new Spool(folder, SpoolLimits.DEFAULT);
        } catch (IOException e) {
            throw DataFolder.failure(folder, e);
        }
    }

    private void startGrpc(HostPort listen, Receiver receiver) throws StartFailure {
        try {
            keep(new OtlpGrpcServer(receiver, listen.socketAddress()));
        } catch (IOException e) {
            throw HttpServer.inUse(listen, "--grpc-listen", e);
        }
    }

    private void startHttp(
            HostPort listen,
            Optional<ServedCertificate> certificate,
            Doorkeeper door,
            ClickHouse clickHouse,
            Receiver receiver)
            throws StartFailure {
        EmbeddedServer server = keep(HttpServer.start(
                listen,
                certificate,
                clickHouse,
                receiver,
                registry,
                door,
                new ReportStore(clock),
                new Readiness(troubles),
                new HostFilter.ServedHosts(listen.isLoopback())));
        url = (certificate.isPresent() ? "https://" : "http://") + new HostPort(listen.host(), server.getPort());
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            AutoCloseable part = started.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("stopping {}: {}", part.getClass().getSimpleName(), e.getMessage());
            }
        }
    }
}
