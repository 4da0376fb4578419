package dev.podflame.collector.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import java.util.Optional;

/// The token that came with a request: in the header, else in the page's cookie.
///
/// @param token empty if there is none
/// @param byCookie whether a browser added it by itself
record Credentials(Optional<String> token, boolean byCookie) {
    static final String COOKIE = "podflame-session";
    /// The page sends it with what changes something. Other sites' pages can't: a header of that name
    /// makes the browser ask first.
    static final String PAGE_HEADER = "Podflame-Page";

    private static final String SCHEME = "bearer ";

    static Credentials of(HttpRequest<?> request) {
        String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
            return new Credentials(
                    bearer ? Optional.of(header.substring(SCHEME.length()).strip()) : Optional.empty(), false);
        }
        Optional<String> cookie = request.getCookies().findCookie(COOKIE).map(Cookie::getValue);
        return new Credentials(cookie.filter(value -> !value.isEmpty()), cookie.isPresent());
    }

    /// Whether another site's page may have made the browser send this.
    boolean mayBeForged(HttpRequest<?> request) {
        HttpMethod method = request.getMethod();
        boolean changes = method != HttpMethod.GET && method != HttpMethod.HEAD && method != HttpMethod.OPTIONS;
        return changes && byCookie && !"1".equals(request.getHeaders().get(PAGE_HEADER));
    }

    @Override
    public String toString() {
        return token.isPresent() ? "a token" : "no token";
    }
}
