package dev.podflame.embedded.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.embedded.chdb.ChdbException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    @Test
    void aUrlIsSortedIntoItsKinds() {
        Parameters parameters =
                Parameters.parse("/?query=SELECT+%7Bn%3AUInt8%7D&param_n=1&max_threads=2&wait_end_of_query=1");
        assertEquals("/", parameters.path());
        assertEquals("SELECT {n:UInt8}", parameters.get("query"));
        assertEquals(Map.of("n", "1"), parameters.statement());
        assertEquals(Map.of("max_threads", "2"), parameters.settings());
        assertTrue(parameters.on("wait_end_of_query"));
    }

    @Test
    void theLastOfTwoCounts() {
        assertEquals(
                Map.of("max_threads", "2"),
                Parameters.parse("/?max_threads=1&max_threads=2").settings());
    }

    @Test
    void semicolonsAreData() {
        assertEquals("SELECT 1; --", Parameters.parse("/?query=SELECT 1; --").get("query"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?a%20b=1", "/?x%3D1%2C%20y=1", "/?%00=1", "/?1a=1", "/?a-b=1"})
    void whatCannotBeASettingsNameIsRefused(String uri) {
        assertEquals(
                115,
                assertThrows(ChdbException.class, () -> Parameters.parse(uri)).code());
    }

    @Test
    void aBadEscapeIsRefused() {
        assertEquals(
                36,
                assertThrows(ChdbException.class, () -> Parameters.parse("/?a=%zz"))
                        .code());
    }
}
