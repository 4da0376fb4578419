package dev.podflame.agent;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Profiles the selected processes of this machine and sends what they do to a collector.
@Command(
        name = "podflame-node-agent",
        mixinStandardHelpOptions = true,
        version = "podflame-node-agent 0.1.0",
        description = "Profiles the selected processes of this machine and sends what they do to a collector.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped, or the report is good",
            "1:it can't run here, the message says why",
            "2:wrong options"
        })
public final class NodeAgent implements Callable<Integer> {
    @Mixin
    private final AgentOptions options = new AgentOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.exit(new CommandLine(new NodeAgent()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
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
        Path targets = options.targets;
        if (targets == null && !options.report) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--targets is missing: a file that says which processes are profiled");
        }
        if (targets != null && !Files.exists(targets)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--targets: " + targets + " doesn't exist");
        }
        if (options.frequencyHz < 1 || options.frequencyHz > 1000) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--frequency: " + options.frequencyHz + " is outside 1 to 1000");
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
