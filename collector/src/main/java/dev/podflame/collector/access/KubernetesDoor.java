package dev.podflame.collector.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Asks Kubernetes' API server whose a token is and what they may.
public final class KubernetesDoor implements Doorkeeper {
    private static final Pattern ACCOUNT = Pattern.compile("([a-z0-9][-a-z0-9]{0,62}):([a-z0-9][-.a-z0-9]{0,252})");

    private final String agentUser;
    private final Set<String> metricsUsers;
    private final Tokens tokens;
    private final NamespaceRights rights;

    /// Such a door.
    ///
    /// @param agentAccount the node agents' service account, as `namespace:name`
    /// @param metricsAccounts others that may send metrics, written the same way
    /// @throws IllegalArgumentException if one isn't one
    public KubernetesDoor(ApiServer server, String agentAccount, List<String> metricsAccounts) {
        agentUser = user(agentAccount);
        metricsUsers = metricsAccounts.stream().map(KubernetesDoor::user).collect(Collectors.toUnmodifiableSet());
        Reviews reviews = new Reviews(server);
        tokens = new Tokens(reviews);
        rights = new NamespaceRights(reviews);
    }

    private static String user(String serviceAccount) {
        Matcher account = ACCOUNT.matcher(serviceAccount);
        if (!account.matches()) {
            throw new IllegalArgumentException("a service account is namespace:name, not \"" + serviceAccount + "\"");
        }
        return "system:serviceaccount:" + account.group(1) + ":" + account.group(2);
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
    public Caller metrics(Optional<String> token) throws AccessException {
        Identity identity = tokens.ofCollector(required(token)).orElseThrow(KubernetesDoor::notValid);
        if (identity.user().equals(agentUser)) {
            return new KnownCaller(identity, rights);
        }
        if (!metricsUsers.contains(identity.user())) {
            throw AccessException.forbidden(
                    "The node agents' service account and those that --metrics-account names may send metrics; the token"
                            + " is of " + identity.user() + ".",
                    "Agents run as " + agentUser + "; --agent-account says so to the collector, and --metrics-account"
                            + " who else.");
        }
        return new Caller.OfMetrics(identity.user());
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
