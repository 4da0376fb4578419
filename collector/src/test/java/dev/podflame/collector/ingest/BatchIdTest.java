package dev.podflame.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchIdTest {
    @Test
    void aHeaderNamesNodeBootAndSequence() {
        assertEquals(new BatchId("node-1.example", "5f0c:a", 42), BatchId.parse("node-1.example/5f0c:a/42"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "node",
                "node/boot",
                "node/boot/",
                "node/boot/-1",
                "node/boot/1/2",
                "node/boot/1x",
                "a b/boot/1",
                "node\n/boot/1",
                "node/boot/9999999999999999999",
                "/boot/1"
            })
    void anythingElseIsRefused(String header) {
        assertThrows(IllegalArgumentException.class, () -> BatchId.parse(header));
    }
}
