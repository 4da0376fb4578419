package dev.podflame.e2e.cluster;

/// A deployment of one of the demo's services with its own load.
///
/// @param name of the deployment and of its label `app`
/// @param program what `run-workload` calls it
/// @param rate requests a second
/// @param replicas number of pods
/// @param security what the container may
record Workload(String name, String program, int rate, int replicas, Security security) {
    /// As Kubernetes' `securityContext` of a container.
    enum Security {
        ROOT("{}"),
        NOBODY("{runAsUser: 65534, runAsGroup: 65534, runAsNonRoot: true}"),
        /// Not root, no capability, root file system read-only.
        LOCKED("{runAsUser: 65534, runAsNonRoot: true, readOnlyRootFilesystem: true,"
                + " allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}");

        private final String context;

        Security(String context) {
            this.context = context;
        }
    }

    Workload {
        if (rate < 1 || replicas < 0) {
            throw new IllegalArgumentException(name + ": " + rate + " requests a second, " + replicas + " replicas");
        }
    }

    static Workload python(String name) {
        return new Workload(name, "biggest-numbers", 8, 1, Security.ROOT);
    }

    static Workload java(String name) {
        return new Workload(name, "prices", 20, 1, Security.ROOT);
    }

    static Workload node(String name) {
        return new Workload(name, "report", 8, 1, Security.ROOT);
    }

    static Workload c(String name) {
        return new Workload(name, "mandel", 30, 1, Security.ROOT);
    }

    Workload withReplicas(int number) {
        return new Workload(name, program, rate, number, security);
    }

    Workload asNobody() {
        return new Workload(name, program, rate, replicas, Security.NOBODY);
    }

    Workload asLocked() {
        return new Workload(name, program, rate, replicas, Security.LOCKED);
    }

    String deployment(String namespace) {
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
                """.formatted(name, namespace, replicas, program, rate, security.context);
    }
}
