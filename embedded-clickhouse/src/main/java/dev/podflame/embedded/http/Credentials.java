package dev.podflame.embedded.http;

import dev.podflame.embedded.chdb.ChdbException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The one user of this server. Compared in constant time; the password is never printed.
public final class Credentials {
    private static final String BASIC = "Basic ";

    private final byte[] user;
    private final byte[] password;

    public Credentials(String user, String password) {
        this.user = user.getBytes(StandardCharsets.UTF_8);
        this.password = password.getBytes(StandardCharsets.UTF_8);
    }

    /// Takes `X-ClickHouse-User` and `-Key`, else Basic authorization, else `user` and `password` of the URL.
    ///
    /// @throws ChdbException 194 when the request has none, 516 when they are wrong
    void check(RequestHead request) {
        String name = request.header("X-ClickHouse-User");
        String key = request.header("X-ClickHouse-Key");
        String basic = request.header("Authorization");
        if (name == null && key == null && basic != null) {
            String decoded = decode(basic);
            int colon = decoded.indexOf(':');
            name = colon < 0 ? decoded : decoded.substring(0, colon);
            key = colon < 0 ? "" : decoded.substring(colon + 1);
        } else if (name == null && key == null) {
            name = request.parameters().get("user");
            key = request.parameters().get("password");
        }
        if (name == null && key == null) {
            throw ChdbException.of(
                    194, "Authentication is required: give user and password by HTTP Basic", "REQUIRED_PASSWORD");
        }
        // Both are always compared, so that time does not tell which of them is wrong.
        boolean userIsRight = equal(user, name);
        boolean passwordIsRight = equal(password, key);
        if (!userIsRight || !passwordIsRight) {
            throw ChdbException.of(
                    516,
                    "Authentication failed: password is incorrect, or there is no user with such name.",
                    "AUTHENTICATION_FAILED");
        }
    }

    private static String decode(String header) {
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return "";
        }
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean equal(byte[] expected, @Nullable String given) {
        return MessageDigest.isEqual(expected, (given == null ? "" : given).getBytes(StandardCharsets.UTF_8));
    }
}
