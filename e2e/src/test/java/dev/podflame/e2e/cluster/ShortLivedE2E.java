package dev.podflame.e2e.cluster;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// A job that is over in five seconds, and a target that is in force at certain times only.
@OnCluster
@Order(50)
class ShortLivedE2E {
    private static final Duration SAMPLES = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final CollectorApi api;
    private final Shop shop;

    ShortLivedE2E(Cluster cluster, Release release) {
        this.cluster = cluster;
        api = release.api();
        shop = new Shop(cluster, "short-lived");
    }

    @BeforeAll
    void theAgentIsThere() throws Exception {
        shop.run(Workload.c("always"), Workload.c("scheduled"));
        shop.target("always", "{selector: {matchExpressions: [{key: app, operator: In, values: [always, burn]}]}}");
        Eventually.until(
                SAMPLES, "no sample", () -> api.services(shop.namespace()).contains("always"));
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void aJobOfFiveSecondsIsSeen() throws Exception {
        cluster.apply("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: burn, namespace: %s}
                spec:
                  backoffLimit: 0
                  template:
                    metadata: {labels: {app: burn}}
                    spec:
                      restartPolicy: Never
                      automountServiceAccountToken: false
                      containers:
                      - {name: burn, image: "podflame/workloads:test", imagePullPolicy: IfNotPresent, args: [burn, "5"]}
                """.formatted(shop.namespace()));
        Eventually.until(
                SAMPLES,
                "the job has no samples of burn_until",
                () -> api.get("functions?namespace=" + shop.namespace() + "&service=burn&from=now-15m&q=burn_until")
                        .path("functions")
                        .toString()
                        .contains("burn_until"));
    }

    @Test
    void aScheduleThatIsOverLeavesItsPodsAlone() throws Exception {
        shop.target(
                "scheduled", "{selector: {matchLabels: {app: scheduled}}, schedule: {until: 2020-01-01T00:00:00Z}}");
        Eventually.until(
                SAMPLES,
                "the container isn't counted as skipped",
                () -> shop.status("scheduled", "containers", "skipped").equals("1"));
        // Minutes of the whole day: the schedule is in force whenever this runs.
        shop.target(
                "scheduled",
                "{selector: {matchLabels: {app: scheduled}}, schedule: {cron: \"* * * * *\", duration: 5m}}");
        Eventually.until(
                SAMPLES,
                "no sample in the time of the schedule",
                () -> api.services(shop.namespace()).contains("scheduled"));
    }
}
