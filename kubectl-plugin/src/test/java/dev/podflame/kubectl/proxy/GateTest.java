package dev.podflame.kubectl.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class GateTest {
    private final Gate gate = Gate.open(4711, "/services");

    @Test
    void onlyThisAddressIsItsHost() {
        assertTrue(gate.isOwnHost("127.0.0.1:4711"));
        assertTrue(gate.isOwnHost("localhost:4711"));
        assertFalse(gate.isOwnHost("evil.example:4711"));
        assertFalse(gate.isOwnHost("127.0.0.1:4712"));
        assertFalse(gate.isOwnHost("127.0.0.1"));
        assertFalse(gate.isOwnHost(null));
    }

    @Test
    void onlyTheWholeKeyOpens() {
        String path = gate.address().getPath();
        assertTrue(gate.isEntrance(path));
        assertTrue(gate.opensWith(path));
        assertFalse(gate.opensWith(path.substring(0, path.length() - 1)));
        assertFalse(gate.opensWith(Gate.ENTRANCE));
        assertFalse(Gate.open(4711, "/services").opensWith(path), "keys repeat");
    }

    @Test
    void theCookieIsNotTheKeyAndOnlyTheWholeCookieCounts() {
        String cookie = gate.setCookie().split(";", -1)[0];
        assertNotEquals(gate.address().getPath().substring(Gate.ENTRANCE.length()), cookie.split("=", -1)[1]);
        assertTrue(gate.hasCookie("theme=dark; " + cookie));
        assertFalse(gate.hasCookie("x" + cookie));
        assertFalse(gate.hasCookie(cookie + "0"));
        assertFalse(gate.hasCookie(gate.cookieName() + "="));
        assertFalse(gate.hasCookie(null));
    }

    @Test
    void requestsOfOtherPagesAreNotItsOwn() {
        assertTrue(gate.isOwnFetch("same-origin", "http://127.0.0.1:4711"));
        assertTrue(gate.isOwnFetch("none", null));
        assertTrue(gate.isOwnFetch(null, null));
        assertFalse(gate.isOwnFetch("cross-site", null));
        assertFalse(gate.isOwnFetch("same-site", null), "another port of this machine");
        assertFalse(gate.isOwnFetch(null, "http://127.0.0.1:9999"));
        assertFalse(gate.isOwnFetch(null, "null"));
    }

    @Test
    void theCookieStaysWithThisSite() {
        assertEquals("Path=/; HttpOnly; SameSite=Strict", gate.setCookie().split("; ", 2)[1]);
    }
}
