package dev.podflame.collector;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostFilterTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:7070", "127.0.0.1:7070", "[::1]:7070", "[::1]", "LOCALHOST:1"})
    void namesOfThisMachineAreServed(String host) {
        assertTrue(HostFilter.isLoopbackName(host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "evil.example", "127.0.0.1.evil.example:7070", "localhost.evil.example", "[::2]:1"})
    void otherNamesAreNot(String host) {
        assertFalse(HostFilter.isLoopbackName(host));
    }
}
