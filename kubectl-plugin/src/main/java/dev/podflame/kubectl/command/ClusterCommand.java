package dev.podflame.kubectl.command;

import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import dev.podflame.kubectl.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/// A command that asks the cluster: opens the way, runs, closes it, and says what went wrong.
abstract class ClusterCommand implements Callable<Integer> {
    final Surroundings surroundings;

    @Mixin
    final ClusterOptions cluster = new ClusterOptions();

    ClusterCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public final Integer call() {
        try {
            cluster.check();
            check();
            try (Session session = Session.open(cluster, surroundings)) {
                return run(session).number();
            }
        } catch (Failure failure) {
            terminal().show(failure);
            return failure.exitCode().number();
        } finally {
            terminal().out().flush();
        }
    }

    /// Refuses options that make no sense, before anything is started.
    void check() throws Failure {}

    abstract ExitCode run(Session session) throws Failure;

    final Terminal terminal() {
        return surroundings.terminal();
    }
}
