package dev.podflame.operator.event;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// A condition of a target that has changed.
record ConditionEvent(HasMetadata target, Condition condition) {
    /// Events of what is in no namespace live in this one; the API server takes no other.
    private static final String NO_NAMESPACE = "default";

    private static final int NAME_KEPT = 200;
    private static final int HASH_BYTES = 8;

    String namespace() {
        return Optional.ofNullable(target.getMetadata().getNamespace()).orElse(NO_NAMESPACE);
    }

    /// The same for the same target, condition, status and reason, whatever the numbers in the message.
    String name() {
        ObjectMeta meta = target.getMetadata();
        String identity = String.join(
                "\n",
                target.getKind(),
                String.valueOf(meta.getUid()),
                condition.getType(),
                condition.getStatus(),
                condition.getReason());
        String name = meta.getName();
        return name.substring(0, Math.min(name.length(), NAME_KEPT)) + "." + hash(identity);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// `Warning` for what somebody may want to do something about.
    String type() {
        boolean warns = switch (condition.getType()) {
            case "Conflicted" -> "True".equals(condition.getStatus());
            case "AgentsAvailable" -> !"True".equals(condition.getStatus());
            case "Ready" -> "InvalidSpec".equals(condition.getReason());
            default -> false;
        };
        return warns ? "Warning" : "Normal";
    }

    String message() {
        return condition.getType() + " is " + condition.getStatus() + ": " + condition.getMessage();
    }

    ObjectReference about() {
        ObjectMeta meta = target.getMetadata();
        return new ObjectReferenceBuilder()
                .withApiVersion(target.getApiVersion())
                .withKind(target.getKind())
                .withNamespace(meta.getNamespace())
                .withName(meta.getName())
                .withUid(meta.getUid())
                .withResourceVersion(meta.getResourceVersion())
                .build();
    }
}
