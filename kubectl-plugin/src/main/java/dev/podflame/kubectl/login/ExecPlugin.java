package dev.podflame.kubectl.login;

import dev.podflame.kubectl.login.KubeUser.Interaction;
import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs a credential plugin by its protocol: what it is asked stands in `KUBERNETES_EXEC_INFO`, its answer is an
/// `ExecCredential` on standard output, and its prompts go to standard error
/// (kubernetes.io/docs/reference/access-authn-authz/authentication, "client-go credential plugins").
final class ExecPlugin {
    private final KubeUser.Exec exec;
    private final KubeconfigFiles files;
    private final ExecRequest request;
    private final boolean onTerminal;

    /// @param onTerminal whether standard input is a terminal that the plugin could ask its questions on
    ExecPlugin(KubeUser.Exec exec, KubeconfigFiles files, JsonNode cluster, boolean onTerminal) {
        this.exec = exec;
        this.files = files;
        this.request = new ExecRequest(exec, files, cluster);
        this.onTerminal = onTerminal;
    }

    /// The token it gives; empty if it logs in by certificate.
    Optional<Token> token() throws Failure {
        boolean interactive = interactive();
        List<String> command = new ArrayList<>();
        command.add(
                exec.command().contains(File.separator)
                        ? files.resolve(exec.command()).toString()
                        : exec.command());
        command.addAll(exec.arguments());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(Redirect.INHERIT)
                .redirectInput(interactive ? Redirect.INHERIT : Redirect.from(new File("/dev/null")));
        builder.environment().putAll(exec.environment());
        builder.environment().put("KUBERNETES_EXEC_INFO", request.json(interactive));
        return credential(output(builder));
    }

    private boolean interactive() throws Failure {
        return switch (exec.interaction()) {
            case Interaction.NEVER -> false;
            case Interaction.IF_AVAILABLE -> onTerminal;
            case Interaction.ALWAYS -> {
                if (!onTerminal) {
                    throw Failure.error(
                            "the kubeconfig's credential plugin " + exec.command() + " needs a terminal",
                            "Run this in a terminal, or give a token with --token-file.");
                }
                yield true;
            }
        };
    }

    private String output(ProcessBuilder builder) throws Failure {
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit == 0) {
                return output;
            }
            throw Failure.error("the kubeconfig's credential plugin " + exec.command() + " ended with " + exit, "");
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.ERROR,
                    "can't run the kubeconfig's credential plugin " + exec.command() + ": " + e.getMessage(),
                    exec.installHint(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.error("interrupted while " + exec.command() + " ran", "");
        }
    }

    private Optional<Token> credential(String output) throws Failure {
        String origin = "the answer of the credential plugin " + exec.command();
        try {
            JsonNode status = JsonMapper.shared().readTree(output).path("status");
            String text = status.path("token").asString("");
            if (text.isEmpty()
                    && status.path("clientCertificateData").asString("").isEmpty()) {
                throw Failure.error(origin + " holds neither a token nor a certificate", "");
            }
            String expires = status.path("expirationTimestamp").asString("");
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Token.of(
                            text,
                            expires.isEmpty()
                                    ? Instant.MAX
                                    : OffsetDateTime.parse(expires).toInstant(),
                            origin));
        } catch (JacksonException | DateTimeParseException e) {
            // What it printed may hold a token: the message says where it is wrong, not what stands there.
            throw Failure.error(origin + " isn't an ExecCredential", "");
        }
    }
}
