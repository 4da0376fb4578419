package dev.podflame.agent.symbol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The name under which a build id's symbols are kept. Build ids come from foreign files: what isn't plain hex (Go's
/// have slashes) is hashed, so that no id can name another folder.
final class TableName {
    private static final Pattern PLAIN = Pattern.compile("[0-9a-f]{8,64}");

    private TableName() {}

    static String of(String buildId) {
        if (PLAIN.matcher(buildId).matches()) {
            return buildId;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(buildId.getBytes(StandardCharsets.UTF_8));
            return "h" + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
