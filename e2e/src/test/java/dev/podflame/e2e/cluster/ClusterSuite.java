package dev.podflame.e2e.cluster;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/// Starts one cluster for all classes and installs one release when the first class asks for it; JUnit's root
/// store closes both at the end. A failure leaves the cluster's state in a file. Where there can't be a
/// cluster the classes are skipped, with the reason.
final class ClusterSuite
        implements ExecutionCondition,
                ParameterResolver,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(ClusterSuite.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String reason = System.getProperty("podflame.kube.unavailable", "");
        return reason.isEmpty()
                ? ConditionEvaluationResult.enabled("there is a cluster")
                : ConditionEvaluationResult.disabled("no cluster here: " + reason);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Cluster.class || type == Release.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class ? cluster(context) : release(context);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        dump(context);
        throw thrown;
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        dump(context);
        throw thrown;
    }

    private static Cluster cluster(ExtensionContext context) {
        return store(context).computeIfAbsent(Cluster.class, key -> startCluster(), Cluster.class);
    }

    private static Release release(ExtensionContext context) {
        Cluster cluster = cluster(context);
        return store(context).computeIfAbsent(Release.class, key -> Release.install(cluster), Release.class);
    }

    private static Cluster startCluster() {
        String api = System.getProperty("podflame.docker.api", "");
        if (!api.isEmpty()) {
            System.setProperty("api.version", api); // the Docker client asks for a newer one than old engines have
        }
        return Cluster.start(
                System.getProperty("podflame.kube.image", ""),
                Path.of(System.getProperty("podflame.kube.archives", "")));
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getRoot().getStore(STORE);
    }

    private static void dump(ExtensionContext context) {
        Cluster cluster = store(context).get(Cluster.class, Cluster.class);
        if (cluster != null) {
            String test = context.getRequiredTestClass().getSimpleName()
                    + Optional.ofNullable(context.getTestMethod().orElse(null))
                            .map(method -> "." + method.getName())
                            .orElse("");
            FailureDump.write(cluster, test);
        }
    }
}
