package dev.podflame.agent.attach.hotspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmVersionTest {
    private static final String SERVER = "OpenJDK 64-Bit Server VM";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.8.0_25",
                "1.8.0_372-b07",
                "11.0.2",
                "11.0.25+9-LTS",
                "12.0.1",
                "14",
                "17",
                "17.0.15+6-Debian-1",
                "21.0.5",
                "25",
                "26-ea",
                "11.0.2.1"
            })
    void aSupportedVersion(String text) {
        assertTrue(of(SERVER, text).isSupported());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.7.0_80",
                "1.8.0",
                "1.8.0_20",
                "9.0.4",
                "10.0.2",
                "11",
                "11.0.1",
                "12",
                "15",
                "19",
                "28",
                "99999999999"
            })
    void aVersionThatIsNotSafe(String text) {
        assertFalse(of(SERVER, text).isSupported());
    }

    @Test
    void otherMachinesAreNotHotSpot() {
        assertTrue(of(SERVER, "17").isHotSpot());
        assertTrue(of("Java HotSpot(TM) 64-Bit Server VM", "17").isHotSpot());
        assertFalse(of("Eclipse OpenJ9 VM", "17").isHotSpot());
        assertFalse(of("Zing 64-Bit Tiered VM", "17").isHotSpot());
        assertFalse(of("OpenJDK 64-Bit Zero VM", "17").isHotSpot());
        assertFalse(of("unknown", "17").isHotSpot());
    }

    @Test
    void aLibrarysBannerTellsBoth() {
        String banner = "\0junk\0OpenJDK 64-Bit Server VM (17.0.15+6-Debian-1deb12u1) for linux-amd64 JRE"
                + " (17.0.15+6-Debian-1deb12u1), built on 2025-04-15\0more JRE (no banner)\0";
        byte[] bytes = banner.getBytes(StandardCharsets.ISO_8859_1);
        JvmVersion version = JvmBanner.findIn(bytes, bytes.length).orElseThrow();
        assertEquals(SERVER, version.vm());
        assertEquals(17, version.feature());
        assertEquals(15, version.update());
    }

    @Test
    void textWithoutABannerTellsNothing() {
        byte[] bytes = "a JRE (17.0.1) that somebody speaks of".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(Optional.empty(), JvmBanner.findIn(bytes, bytes.length));
    }

    private static JvmVersion of(String vm, String text) {
        // What can't be a version number is none that is known.
        return JvmVersion.parse(vm, text).orElse(new JvmVersion(vm, 0, 0, 0, text));
    }
}
