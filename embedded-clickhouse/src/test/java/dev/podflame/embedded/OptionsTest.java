package dev.podflame.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @ParameterizedTest
    @CsvSource({
        "26.7.3, true",
        "26.7.10, true",
        "26.10.0, true",
        "27.1, true",
        "26.7.3-rc1, true",
        "26.7.2, false",
        "26.6.9, false",
        "9.9.9, false",
        "'', false",
        "nonsense, false"
    })
    void olderLibrariesAreToldFromNewerOnes(String version, boolean recent) {
        assertEquals(recent, LibraryFile.isRecent(version));
    }

    @Test
    void sizesAreWrittenAsInKubernetes() {
        assertEquals(1234, ByteSize.parse("1234").bytes());
        assertEquals(512L << 20, ByteSize.parse("512Mi").bytes());
        assertEquals(2L << 30, ByteSize.parse("2Gi").bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5Gi", "1G", "Gi", "99999999999999999"})
    void otherSizesAreRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ByteSize.parse(text));
    }
}
