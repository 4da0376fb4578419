package dev.podflame.kubectl.command;

import dev.podflame.kubectl.proxy.PageProxy;
import dev.podflame.kubectl.terminal.Failure;
import picocli.CommandLine.Command;

/// Serves the page on this machine until it is stopped.
@Command(
        name = "ui",
        description = "Serve Podflame's page on this machine with your own credentials, and print its address.")
public final class UiCommand extends PageCommand {
    public UiCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void serve(PageProxy proxy) throws Failure {
        announce(proxy);
        untilStopped(proxy);
    }
}
