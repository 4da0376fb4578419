package dev.podflame.operator;

import dev.podflame.operator.certificate.AuthorityPublisher;
import dev.podflame.operator.certificate.CertificateKeeper;
import dev.podflame.operator.certificate.CollectorNames;
import dev.podflame.operator.cluster.ClusterView;
import dev.podflame.operator.cluster.Owner;
import dev.podflame.operator.daemonset.DaemonSetKeeper;
import dev.podflame.operator.daemonset.DaemonSetWatch;
import dev.podflame.operator.event.EventRecorder;
import dev.podflame.operator.report.ReportPoller;
import dev.podflame.operator.target.ClusterProfilingTargetReconciler;
import dev.podflame.operator.target.ProfilingTargetReconciler;
import dev.podflame.operator.target.TargetCensus;
import dev.podflame.operator.target.TargetPipeline;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// The parts that work while this operator leads, wired from top to bottom.
final class Leader implements AutoCloseable {
    private static final Duration POLL_EVERY = Duration.ofSeconds(10);
    private static final Duration RECONCILE_WINDOW = Duration.ofSeconds(10);
    private static final int RECONCILES_IN_WINDOW = 4;

    private final Optional<CertificateKeeper> certificates;
    private final AuthorityPublisher authority;
    private final ReportPoller reports;
    private final ClusterView view;
    private final DaemonSetWatch daemonSets;
    private final DaemonSetKeeper keeper;
    private final EventRecorder events;
    private final TargetPipeline pipeline;
    private final io.javaoperatorsdk.operator.Operator controllers;

    Leader(KubernetesClient client, OperatorOptions options) {
        Clock clock = Clock.systemUTC();
        Owner owner = new Owner(client, options.namespace, options.deployment);
        CollectorNames names = new CollectorNames(options.collectorService, options.namespace);
        certificates = options.certificates
                ? Optional.of(new CertificateKeeper(client, names, owner, clock))
                : Optional.empty();
        authority = new AuthorityPublisher(client, names, owner, authority(options));
        reports = new ReportPoller(
                options.collector,
                authority(options),
                Optional.ofNullable(options.tokenFile),
                POLL_EVERY,
                clock,
                this::onNews);
        view = new ClusterView(client, this::onNews);
        daemonSets = new DaemonSetWatch(client, options.namespace, this::onNews);
        keeper = new DaemonSetKeeper(
                client,
                options.namespace,
                new DaemonSetKeeper.Sources(options.daemonSetFile, this::agentsWanted, owner, reports::reading),
                daemonSets,
                clock);
        events = new EventRecorder(client, options.identity, clock);
        pipeline = new TargetPipeline(new TargetCensus(view, reports::reading, clock), keeper::problem, events, clock);
        controllers = new io.javaoperatorsdk.operator.Operator(
                service -> service.withKubernetesClient(client).withCloseClientOnStop(false));
        controllers.register(new ProfilingTargetReconciler(pipeline), Leader::configure);
        controllers.register(new ClusterProfilingTargetReconciler(pipeline), Leader::configure);
    }

    /// Begins with the certificates, which the collector can't start without, and waits for no one.
    void start() {
        certificates.ifPresent(CertificateKeeper::start);
        authority.start();
        reports.start();
        daemonSets.start();
        view.start();
        keeper.start();
        controllers.start();
    }

    private void onNews() {
        // Watches and polls begin before all parts are there.
        DaemonSetKeeper present = keeper;
        if (present != null) {
            present.look();
        }
    }

    private boolean agentsWanted() {
        return view.targets().stream().flatMap(seen -> seen.target().stream()).anyMatch(target -> !target.suspended());
    }

    /// The certificates that are trusted: the operator's own at once, those of a file as they are.
    private Supplier<Optional<String>> authority(OperatorOptions options) {
        return () -> certificates
                .flatMap(CertificateKeeper::authority)
                .or(() -> Optional.ofNullable(options.collectorCa).flatMap(Leader::content));
    }

    private static Optional<String> content(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            // The Secret it is mounted from may not be there yet; the connection then fails and says why.
            return Optional.empty();
        }
    }

    private static <R extends io.fabric8.kubernetes.api.model.HasMetadata> void configure(
            ControllerConfigurationOverrider<R> controller) {
        controller
                .withFieldManager(DaemonSetKeeper.FIELD_MANAGER)
                .withRateLimiter(new LinearRateLimiter(RECONCILE_WINDOW, RECONCILES_IN_WINDOW))
                .withRetry(GenericRetry.defaultLimitedExponentialRetry().withoutMaxAttempts());
    }

    /// What isn't as it should be; empty if all is well.
    Optional<String> trouble() {
        if (!view.isWatching() || !daemonSets.isWatching()) {
            return Optional.of("a watch at the API server is broken");
        }
        return controllers.getRuntimeInfo().allEventSourcesAreHealthy()
                ? Optional.empty()
                : Optional.of("a watch of the targets is broken");
    }

    Optional<CertificateKeeper> certificates() {
        return certificates;
    }

    ReportPoller reports() {
        return reports;
    }

    DaemonSetKeeper keeper() {
        return keeper;
    }

    EventRecorder events() {
        return events;
    }

    TargetPipeline pipeline() {
        return pipeline;
    }

    ClusterView view() {
        return view;
    }

    @Override
    public void close() {
        controllers.stop();
        keeper.close();
        view.close();
        daemonSets.close();
        reports.close();
        authority.close();
        certificates.ifPresent(CertificateKeeper::close);
    }
}
