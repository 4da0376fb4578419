package dev.podflame.kubectl.proxy;

import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Opens the user's browser. The address holds a secret and arguments of processes are public, so the browser is given
/// a file that only the user can read and that leads there.
public final class Browser implements AutoCloseable {
    /// `open` opens things on macOS only; elsewhere programs of that name do something else.
    private static final List<String> OPENERS =
            System.getProperty("os.name", "").startsWith("Mac")
                    ? List.of("open")
                    : List.of("xdg-open", "sensible-browser", "x-www-browser");

    private final Path file;

    private Browser(Path file) {
        this.file = file;
    }

    /// Opens it; empty if this machine has none.
    public static Optional<Browser> open(URI address, Map<String, String> environment) throws Failure {
        Browser browser = new Browser(leadingTo(address));
        String chosen = environment.getOrDefault("BROWSER", "");
        if (!chosen.isEmpty() && browser.startedBy(chosen.split(":", -1)[0].strip())) {
            return Optional.of(browser);
        }
        for (String opener : OPENERS) {
            if (browser.startedBy(opener)) {
                return Optional.of(browser);
            }
        }
        browser.close();
        return Optional.empty();
    }

    private boolean startedBy(String program) {
        try {
            new ProcessBuilder(program, file.toUri().toString())
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false; // it isn't there: the next one may be
        }
    }

    private static Path leadingTo(URI address) throws Failure {
        try {
            Path file = Files.createTempFile(
                    "podflame-",
                    ".html",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    file,
                    "<!doctype html><title>Podflame</title><meta http-equiv=\"refresh\" content=\"0;url=" + address
                            + "\">\n");
            return file;
        } catch (IOException e) {
            throw new Failure(ExitCode.ERROR, "can't write the file that leads the browser to the page", "", e);
        }
    }

    /// Takes the file away again.
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It leads nowhere once the proxy has stopped.
        }
    }
}
