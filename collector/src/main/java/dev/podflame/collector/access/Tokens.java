package dev.podflame.collector.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds out whose a token is. Answers are kept for some seconds under the token's hash; the token itself
/// isn't kept. Thread-safe.
final class Tokens {
    /// What tokens for the collector are made for.
    static final String AUDIENCE = "podflame-collector";

    private static final int MOST_ANSWERS = 10_000;
    private static final int LONGEST = 16 << 10;
    /// `b64token` of RFC 6750: fits in a header and in a cookie as it is.
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final Reviews reviews;
    private final RecentAnswers<String, Optional<Identity>> forCollector = new RecentAnswers<>(MOST_ANSWERS);
    private final RecentAnswers<String, Optional<Identity>> forApiServer = new RecentAnswers<>(MOST_ANSWERS);

    Tokens(Reviews reviews) {
        this.reviews = reviews;
    }

    static boolean isToken(String text) {
        return text.length() <= LONGEST && SHAPE.matcher(text).matches();
    }

    /// Who has it, if it is a token made for the collector.
    Optional<Identity> ofCollector(String token) throws AccessException {
        if (!isToken(token)) {
            return Optional.empty();
        }
        return forCollector.get(hash(token), () -> reviews.review(token, List.of(AUDIENCE)));
    }

    /// Who has it, if it is a token made for the collector or for the API server.
    Optional<Identity> ofCollectorOrApiServer(String token) throws AccessException {
        Optional<Identity> identity = ofCollector(token);
        if (identity.isPresent() || !isToken(token)) {
            return identity;
        }
        return forApiServer.get(hash(token), () -> reviews.review(token, List.of()));
    }

    private static String hash(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
