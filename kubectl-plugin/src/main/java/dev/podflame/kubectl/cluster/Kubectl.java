package dev.podflame.kubectl.cluster;

import dev.podflame.kubectl.terminal.Failure;
import dev.podflame.kubectl.terminal.Terminal;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs the user's `kubectl`, with the flags that choose the cluster. Thread-safe.
public final class Kubectl {
    /// A log-in may ask a question on standard error; what comes there is shown when the answer takes so long.
    private static final long PATIENCE_SECONDS = 2;

    private static final String REQUEST_TIMEOUT = "--request-timeout=20s";

    private final List<String> clusterFlags;
    private final Terminal terminal;

    /// One for a cluster.
    ///
    /// @param clusterFlags such as `--context=prod`, given to every call
    public Kubectl(List<String> clusterFlags, Terminal terminal) {
        this.clusterFlags = List.copyOf(clusterFlags);
        this.terminal = terminal;
    }

    /// Runs it to its end.
    public KubectlAnswer run(String... arguments) throws Failure {
        List<String> command = command(arguments);
        Process process;
        try {
            process =
                    new ProcessBuilder(command).redirectInput(Redirect.INHERIT).start();
        } catch (IOException e) {
            throw notFound(e);
        }
        return await(process, String.join(" ", arguments));
    }

    /// Asks for an object or a list of them.
    public JsonNode get(String... arguments) throws Failure {
        List<String> all = new ArrayList<>(List.of("get"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("-o", "json", REQUEST_TIMEOUT));
        return json(run(all.toArray(String[]::new)).orFail());
    }

    /// Starts it for as long as it is needed; output and errors are for the caller to read.
    Process start(String... arguments) throws Failure {
        try {
            Process process = new ProcessBuilder(command(arguments)).start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw notFound(e);
        }
    }

    /// Reads what kubectl printed with `-o json`.
    public static JsonNode json(String text) throws Failure {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw Failure.error("kubectl answered with something that isn't JSON: " + e.getOriginalMessage(), "");
        }
    }

    private KubectlAnswer await(Process process, String arguments) throws Failure {
        OutputText out = OutputText.of(process.getInputStream());
        OutputText err = OutputText.of(process.getErrorStream());
        int shown = 0;
        try {
            while (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                String text = err.sofar();
                terminal.err().print(text.substring(shown));
                terminal.err().flush();
                shown = text.length();
            }
            return new KubectlAnswer(arguments, process.exitValue(), out.whole(), err.whole());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.error("interrupted while kubectl ran", "");
        } finally {
            process.destroy();
        }
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments));
        command.addAll(clusterFlags);
        return command;
    }

    private static Failure notFound(IOException e) {
        return Failure.error(
                "can't run kubectl: " + e.getMessage(),
                "Install kubectl and put it on the PATH: kubernetes.io/docs/tasks/tools");
    }

    /// Decodes what a Secret holds.
    static String decoded(String base64) throws Failure {
        try {
            return new String(java.util.Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Failure.error("a Secret holds no base64: " + e.getMessage(), "");
        }
    }
}
