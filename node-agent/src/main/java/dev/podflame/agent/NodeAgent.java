package dev.podflame.agent;

import dev.podflame.agent.attach.hotspot.JvmAttacher;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Profiles the selected processes of this machine and sends what they do to a collector.
@Command(
        name = "podflame-node-agent",
        mixinStandardHelpOptions = true,
        version = "podflame-node-agent " + NodeAgent.VERSION,
        description = "Profiles the selected processes of this machine and sends what they do to a collector.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped, or the report is good",
            "1:it can't run here, the message says why",
            "2:wrong options"
        })
public final class NodeAgent implements Callable<Integer> {
    static final String VERSION = "0.1.0";

    @Mixin
    private final AgentOptions options = new AgentOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.exit(new CommandLine(new NodeAgent()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (options.resetBreaker) {
            return resetBreaker();
        }
        checkOptions();
        PrintWriter out = spec.commandLine().getOut();
        StartupReport report = MachineChecks.report(options);
        out.print(report);
        out.flush();
        if (options.report) {
            return report.good() ? 0 : 1;
        }
        return run(report);
    }

    private void checkOptions() {
        if (options.targets == null && !options.kubernetes && !options.report) {
            throw wrong("--targets is missing: a file that says which processes are profiled; in a cluster say"
                    + " --kubernetes");
        }
        if (options.targets != null && options.kubernetes) {
            throw wrong("--targets and --kubernetes are two places to take targets from; name one of them");
        }
        if (options.kubernetes && (options.node == null || options.node.isBlank())) {
            throw wrong("--node is missing: the name of this node, as kubectl get nodes has it");
        }
        if (!options.kubernetes && options.node != null) {
            throw wrong("--node is for --kubernetes");
        }
        checkFile("--targets", options.targets);
        checkFile("--collector-ca", options.collectorCa);
        checkFile("--token-file", options.tokenFile);
        if (options.frequencyHz < 1 || options.frequencyHz > 1000) {
            throw wrong("--frequency: " + options.frequencyHz + " is outside 1 to 1000");
        }
        if (options.jvmAgeSeconds < 0) {
            throw wrong("--jvm-age: " + options.jvmAgeSeconds + " is negative");
        }
    }

    private void checkFile(String option, @Nullable Path file) {
        if (file != null && !Files.exists(file)) {
            throw wrong(option + ": " + file + " doesn't exist");
        }
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private int resetBreaker() {
        try {
            boolean wasOpen = JvmAttacher.resetBreaker(options.java());
            spec.commandLine()
                    .getOut()
                    .println(
                            wasOpen
                                    ? "The breaker is closed: JVMs of all images are attached to again within a minute."
                                    : "The breaker was closed already.");
            return 0;
        } catch (IOException e) {
            spec.commandLine().getErr().println("The breaker can't be reset: " + e);
            return 1;
        }
    }

    private int run(StartupReport report) throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Agent agent = Agent.start(options, report);
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
                        agent.close();
                        stopped.countDown();
                    }));
            stopped.await();
            return 0;
        } catch (BindException e) {
            err.println("The agent can't listen on " + options.listen + ": " + e.getMessage()
                    + "; another agent may run, or name another address by --listen");
        } catch (IOException e) {
            err.println("The agent can't start: " + e);
        }
        err.flush();
        return 1;
    }
}
