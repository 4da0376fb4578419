package dev.podflame.embedded.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.podflame.embedded.chdb.ChdbException;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final Credentials CREDENTIALS = new Credentials("podflame", "s:cret ä");

    private static RequestHead head(String uri, HttpHeaders headers) {
        return RequestHead.of("POST", Parameters.parse(uri), headers);
    }

    private static HttpHeaders basic(String pair) {
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return new DefaultHttpHeaders().set("Authorization", "basic " + encoded);
    }

    @Test
    void theRightOnesPassHoweverTheyAreSent() {
        assertDoesNotThrow(() -> CREDENTIALS.check(head("/", basic("podflame:s:cret ä"))));
        assertDoesNotThrow(
                () -> CREDENTIALS.check(head("/?user=podflame&password=s%3Acret+%C3%A4", new DefaultHttpHeaders())));
        HttpHeaders own =
                new DefaultHttpHeaders().set("X-ClickHouse-User", "podflame").set("X-ClickHouse-Key", "plain");
        assertDoesNotThrow(() -> new Credentials("podflame", "plain").check(head("/", own)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"podflame:", "podflame", ":", "", "podflame:s:cret", "other:s:cret ä", "podflame:s:cret ä "})
    void wrongOnesDoNot(String pair) {
        ChdbException error = assertThrows(ChdbException.class, () -> CREDENTIALS.check(head("/", basic(pair))));
        assertEquals(516, error.code());
        assertFalse(error.text().contains("s:cret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic ???", "Bearer abc", "Basic", ""})
    void nonsenseIsWrong(String header) {
        HttpHeaders headers = new DefaultHttpHeaders().set("Authorization", header);
        assertEquals(
                516,
                assertThrows(ChdbException.class, () -> CREDENTIALS.check(head("/", headers)))
                        .code());
    }

    @Test
    void noneAreAskedFor() {
        RequestHead anonymous = head("/", new DefaultHttpHeaders());
        assertEquals(
                194,
                assertThrows(ChdbException.class, () -> CREDENTIALS.check(anonymous))
                        .code());
    }
}
