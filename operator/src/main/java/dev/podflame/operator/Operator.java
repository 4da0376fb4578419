package dev.podflame.operator;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Runs the agents where targets want them, and keeps the targets' status.
@Command(
        name = "podflame-operator",
        mixinStandardHelpOptions = true,
        version = "podflame-operator " + Operator.VERSION,
        description = "Runs the agents where targets want them, and keeps the targets' status. The cluster is the one"
                + " it runs in, or else that of KUBECONFIG.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped",
            "1:it can't run, or another operator leads now; the message says why",
            "2:wrong options"
        })
public final class Operator implements Callable<Integer> {
    static final String VERSION = "0.1.0";

    @Mixin
    private final OperatorOptions options = new OperatorOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.exit(new CommandLine(new Operator()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try (RunningOperator operator = RunningOperator.start(options)) {
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> stop(operator)));
            return operator.await();
        } catch (IOException e) {
            err.println("The operator can't listen on " + options.listen + ": " + e.getMessage());
        } catch (CompletionException | KubernetesClientException e) {
            err.println("The operator can't start: " + e.getMessage()
                    + "; are the CRDs there (kubectl get crd), and may its service account list them?");
        }
        err.flush();
        return 1;
    }

    /// Java would report a SIGTERM as a failure (143); one that was obeyed is none.
    private static void stop(RunningOperator operator) {
        operator.close();
        Runtime.getRuntime().halt(operator.exitCode());
    }
}
