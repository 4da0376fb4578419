package dev.podflame.kubectl.command;

import dev.podflame.kubectl.proxy.Browser;
import dev.podflame.kubectl.proxy.PageProxy;
import dev.podflame.kubectl.terminal.Failure;
import java.util.Optional;
import picocli.CommandLine.Command;

/// Serves the page on this machine and opens it in the browser.
@Command(name = "open", description = "Like ui, and open the page in the browser.")
public final class OpenCommand extends PageCommand {
    public OpenCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void serve(PageProxy proxy) throws Failure {
        announce(proxy);
        Optional<Browser> browser = Browser.open(proxy.address(), surroundings.environment());
        if (browser.isPresent()) {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(browser.get()::close));
        } else {
            terminal().note("note: no browser was found here; open the address yourself");
        }
        untilStopped(proxy);
    }
}
