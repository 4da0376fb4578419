package dev.podflame.kubectl.command;

import dev.podflame.kubectl.terminal.ExitCode;
import java.lang.module.ModuleDescriptor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Says which version this is.
@Command(name = "version", description = "Say which version this is.")
public final class VersionCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    public VersionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.terminal().out().println("kubectl-podflame " + version());
        surroundings.terminal().out().flush();
        return ExitCode.OK.number();
    }

    /// What the jar says it is, or in an archive the module.
    public static String version() {
        ModuleDescriptor module = VersionCommand.class.getModule().getDescriptor();
        String version = module == null
                ? VersionCommand.class.getPackage().getImplementationVersion()
                : module.rawVersion().orElse(null);
        return version == null ? "development" : version;
    }
}
