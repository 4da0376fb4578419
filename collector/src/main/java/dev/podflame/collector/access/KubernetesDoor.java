package dev.podflame.collector.access;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks Kubernetes' API server whose a token is and what they may.
public final class KubernetesDoor implements Doorkeeper {
    private static final Pattern ACCOUNT = Pattern.compile("([a-z0-9][-a-z0-9]{0,62}):([a-z0-9][-.a-z0-9]{0,252})");

    private final String agentUser;
    private final Tokens tokens;
    private final NamespaceRights rights;

    /// Such a door.
    ///
    /// @param agentAccount the node agents' service account, as `namespace:name`
    /// @throws IllegalArgumentException if it isn't one
    public KubernetesDoor(ApiServer server, String agentAccount) {
        Matcher account = ACCOUNT.matcher(agentAccount);
        if (!account.matches()) {
            throw new IllegalArgumentException("a service account is namespace:name, not \"" + agentAccount + "\"");
        }
        agentUser = "system:serviceaccount:" + account.group(1) + ":" + account.group(2);
        Reviews reviews = new Reviews(server);
        tokens = new Tokens(reviews);
        rights = new NamespaceRights(reviews);
    }

    @Override
    public String label() {
        return "kubernetes";
    }

    @Override
    public Caller agent(Optional<String> token) throws AccessException {
        Identity identity = tokens.ofCollector(required(token)).orElseThrow(KubernetesDoor::notValid);
        if (!identity.user().equals(agentUser)) {
            throw AccessException.forbidden(
                    "Only the node agents' service account may send this; the token is of " + identity.user() + ".",
                    "Agents run as " + agentUser + "; --agent-account says so to the collector.");
        }
        return new KnownCaller(identity, rights);
    }

    @Override
    public Caller reader(Optional<String> token) throws AccessException {
        Identity identity = tokens.ofCollectorOrApiServer(required(token)).orElseThrow(KubernetesDoor::notValid);
        return new KnownCaller(identity, rights);
    }

    private static String required(Optional<String> token) throws AccessException {
        return token.orElseThrow(() -> AccessException.unauthenticated("This needs a token."));
    }

    private static AccessException notValid() {
        return AccessException.unauthenticated(
                "The token isn't valid here: unknown, expired, or made for another audience.");
    }
}
