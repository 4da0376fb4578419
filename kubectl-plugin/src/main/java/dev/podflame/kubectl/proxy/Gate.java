package dev.podflame.kubectl.proxy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides which requests are the user's own. Any program on this machine and any page in any browser can send requests
/// to loopback, so a request has to show a cookie that only the printed address gives, to name this address as its host
/// (a foreign name that points at 127.0.0.1 doesn't), and not to come from another origin's page.
final class Gate {
    static final String ENTRANCE = "/podflame-enter/";
    private static final int SECRET_BYTES = 24;
    private static final Set<String> OWN_FETCHES = Set.of("same-origin", "none");

    private final int port;
    private final String page;
    private final String key;
    private final String cookie;

    private Gate(int port, String page, String key, String cookie) {
        this.port = port;
        this.page = page;
        this.key = key;
        this.cookie = cookie;
    }

    /// @param page path that those who enter begin at
    static Gate open(int port, String page) {
        SecureRandom random = new SecureRandom();
        return new Gate(port, page, secret(random), secret(random));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port + ENTRANCE + key);
    }

    String page() {
        return page;
    }

    String cookieName() {
        return "podflame-proxy-" + port;
    }

    /// What the browser is to keep. Strict: no other site's page can make the browser send it.
    String setCookie() {
        return cookieName() + "=" + cookie + "; Path=/; HttpOnly; SameSite=Strict";
    }

    boolean isEntrance(String path) {
        return path.startsWith(ENTRANCE);
    }

    boolean opensWith(String path) {
        return same(path.substring(ENTRANCE.length()), key);
    }

    boolean isOwnHost(@Nullable String host) {
        return host != null && (host.equals("127.0.0.1:" + port) || host.equals("localhost:" + port));
    }

    /// Whether the browser says that this page itself asks, or the user by the address line. Old browsers say nothing.
    boolean isOwnFetch(@Nullable String site, @Nullable String origin) {
        boolean ownSite = site == null || OWN_FETCHES.contains(site);
        boolean ownOrigin = origin == null || (origin.startsWith("http://") && isOwnHost(origin.substring(7)));
        return ownSite && ownOrigin;
    }

    boolean hasCookie(@Nullable String header) {
        String wanted = cookieName() + "=" + cookie;
        return header != null
                && Arrays.stream(header.split(";", -1)).map(String::strip).anyMatch(pair -> same(pair, wanted));
    }

    private static boolean same(String given, String secret) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    private static String secret(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
