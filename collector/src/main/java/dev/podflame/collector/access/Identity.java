package dev.podflame.collector.access;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who a token belongs to, as the API server says: `status.user` of a TokenReview.
///
/// @param user such as `system:serviceaccount:podflame:podflame-agent`
/// @param extra what the authenticator added, such as the node of a projected token
record Identity(String user, String uid, List<String> groups, Map<String, List<String>> extra) {
    /// Of projected tokens: the node of the pod that the token was made for.
    private static final String NODE = "authentication.kubernetes.io/node-name";

    Identity {
        requireNonNull(uid, "uid is null");
        if (user.isEmpty()) {
            throw new IllegalArgumentException("user is empty");
        }
        groups = List.copyOf(groups);
        Map<String, List<String>> copy = new LinkedHashMap<>();
        extra.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        extra = Map.copyOf(copy);
    }

    /// The node that the token is bound to, if it is bound to one.
    Optional<String> node() {
        List<String> nodes = extra.getOrDefault(NODE, List.of());
        return nodes.isEmpty() ? Optional.empty() : Optional.of(nodes.getFirst());
    }
}
