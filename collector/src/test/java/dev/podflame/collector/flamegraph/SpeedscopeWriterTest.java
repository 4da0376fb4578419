package dev.podflame.collector.flamegraph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.profile.MergedProfile;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/// Held against what https://www.speedscope.app/file-format-schema.json asks of a sampled profile.
class SpeedscopeWriterTest {
    private static final String HOSTILE = "</script>\u2028\0\"";

    @Test
    void hasAsManyWeightsAsSamplesAndAllFramesTheyName() throws Exception {
        MergedProfile merged = Stacks.of("main;a 5", "main;b 2", HOSTILE + " 3");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SpeedscopeWriter.write("shop/checkout", merged, out);
        Json json = Json.of(out.toByteArray());

        assertEquals(
                "https://www.speedscope.app/file-format-schema.json",
                json.at("$schema").text());
        Json profile = json.at("profiles", 0);
        assertEquals("sampled", profile.at("type").text());
        assertEquals("nanoseconds", profile.at("unit").text());
        assertEquals(0, profile.at("startValue").number());
        assertEquals(merged.total(), profile.at("endValue").number());
        int samples = profile.at("samples").size();
        assertEquals(samples, profile.at("weights").size());
        long sum = 0;
        int frames = json.at("shared", "frames").size();
        for (int i = 0; i < samples; i++) {
            sum += profile.at("weights", i).number();
            for (int d = 0; d < profile.at("samples", i).size(); d++) {
                long frame = profile.at("samples", i, d).number();
                assertTrue(frame >= 0 && frame < frames);
            }
        }
        assertEquals(10, sum);
        // Root first: that is what speedscope's importer expects.
        int first = (int) profile.at("samples", 0, 0).number();
        assertEquals("main", json.at("shared", "frames", first, "name").text());
        int last = (int) profile.at("samples", 2, 0).number();
        assertEquals(HOSTILE, json.at("shared", "frames", last, "name").text());
    }
}
