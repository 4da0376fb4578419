package dev.podflame.kubectl.login;

import dev.podflame.kubectl.cluster.Kubectl;
import dev.podflame.kubectl.terminal.Failure;
import dev.podflame.kubectl.terminal.Terminal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// The token of the kubeconfig's user. Users with only a client certificate have none that the collector could have
/// checked; for them a service account stands in, if they may create tokens for it.
public final class KubeconfigToken implements TokenSource {
    private final Kubectl kubectl;
    private final KubeconfigFiles files;
    private final TokenSource standIn;
    private final Terminal terminal;
    private boolean said;

    public KubeconfigToken(Kubectl kubectl, KubeconfigFiles files, TokenSource standIn, Terminal terminal) {
        this.kubectl = kubectl;
        this.files = files;
        this.standIn = standIn;
        this.terminal = terminal;
    }

    /// Reads the kubeconfig anew: kubectl writes refreshed OpenID Connect tokens into it.
    @Override
    public Token read() throws Failure {
        Kubeconfig kubeconfig = Kubeconfig.read(kubectl);
        warnOfImpersonation(kubeconfig.impersonated());
        return switch (kubeconfig.user()) {
            case KubeUser.BearerToken token -> Token.of(token.text(), Instant.MAX, "the kubeconfig's user");
            case KubeUser.FileToken file -> fileToken(file.path()).read();
            case KubeUser.Exec exec -> {
                Optional<Token> token = new ExecPlugin(exec, files, kubeconfig.cluster(), terminal.answering()).token();
                yield token.isPresent() ? token.get() : standIn.read();
            }
            case KubeUser.NoToken none -> standIn.read();
        };
    }

    private TokenFile fileToken(String path) {
        Path file = files.resolve(path);
        return new TokenFile(file, "The kubeconfig's user names it. Another can be given with --token-file.");
    }

    private void warnOfImpersonation(String impersonated) {
        if (!impersonated.isEmpty() && !said) {
            said = true;
            terminal.note("note: the kubeconfig's user acts as " + impersonated
                    + " for kubectl; the collector sees the user itself");
        }
    }
}
