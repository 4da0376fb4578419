package dev.podflame.e2e.cluster;

/// A deployment of one of the demo's services with its own load.
///
/// @param name of the deployment and of its label `app`
/// @param program what `run-workload` calls it
/// @param rate requests a second
/// @param replicas number of pods
/// @param locked not root, no capability, root file system read-only
record Workload(String name, String program, int rate, int replicas, boolean locked) {
    Workload {
        if (rate < 1 || replicas < 0) {
            throw new IllegalArgumentException(name + ": " + rate + " requests a second, " + replicas + " replicas");
        }
    }

    static Workload python(String name) {
        return new Workload(name, "biggest-numbers", 8, 1, false);
    }

    static Workload java(String name) {
        return new Workload(name, "prices", 20, 1, false);
    }

    static Workload node(String name) {
        return new Workload(name, "report", 8, 1, false);
    }

    static Workload c(String name) {
        return new Workload(name, "mandel", 30, 1, false);
    }

    Workload withReplicas(int number) {
        return new Workload(name, program, rate, number, locked);
    }

    Workload asLocked() {
        return new Workload(name, program, rate, replicas, true);
    }

    String deployment(String namespace) {
        String security = locked
                ? "{runAsUser: 65534, runAsNonRoot: true, readOnlyRootFilesystem: true,"
                        + " allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}"
                : "{}";
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  replicas: %3$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      terminationGracePeriodSeconds: 2
                      automountServiceAccountToken: false
                      containers:
                      - name: app
                        image: podflame/workloads:test
                        imagePullPolicy: IfNotPresent
                        args: [%4$s, "%5$d"]
                        securityContext: %6$s
                """.formatted(name, namespace, replicas, program, rate, security);
    }
}
