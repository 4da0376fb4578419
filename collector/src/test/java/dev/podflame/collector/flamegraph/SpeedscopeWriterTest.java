package dev.podflame.collector.flamegraph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.podflame.profile.MergedProfile;
import dev.podflame.profile.ProfileType;
import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Checks what speedscope's schema asks of a sampled profile, and that nothing is lost.
class SpeedscopeWriterTest {
    @Provide
    Arbitrary<MergedProfile> profiles() {
        return Stacks.any();
    }

    @Property(tries = 200)
    void everyStackAndItsWeightAreThere(@ForAll("profiles") MergedProfile profile) throws Exception {
        Json file = written(profile);

        Json sampled = file.at("profiles", 0);
        Json samples = sampled.at("samples");
        assertEquals("sampled", sampled.at("type").text());
        assertEquals(profile.frames().size(), file.at("shared", "frames").size());
        assertEquals(samples.size(), sampled.at("weights").size());
        assertEquals(profile.stacks().size(), samples.size());
        long sum = 0;
        for (int i = 0; i < samples.size(); i++) {
            int[] stack = profile.stacks().get(i);
            assertEquals(stack.length, samples.at(i).size());
            for (int d = 0; d < stack.length; d++) {
                assertEquals(stack[d], samples.at(i, d).number());
            }
            sum += sampled.at("weights", i).number();
        }
        assertEquals(profile.total(), sum);
        assertEquals(0, sampled.at("startValue").number());
        assertEquals(profile.total(), sampled.at("endValue").number());
    }

    @Test
    void unitsAreThoseThatTheFormatKnows() throws Exception {
        assertEquals("nanoseconds", unit(ProfileType.CPU));
        assertEquals("bytes", unit(ProfileType.LIVE));
        assertEquals("none", unit(ProfileType.LOCK_CONTENTIONS));
    }

    @Test
    void aFunctionWithoutAFileHasItsModuleThere() throws Exception {
        Json file = written(Stacks.of("main;<b>\u2028 5"));

        assertEquals(
                "https://www.speedscope.app/file-format-schema.json",
                file.at("$schema").text());
        assertEquals("<b>\u2028", file.at("shared", "frames", 1, "name").text());
        assertEquals("app", file.at("shared", "frames", 1, "file").text());
    }

    private static String unit(ProfileType type) throws Exception {
        MergedProfile none = new MergedProfile(type, 0, 60_000, List.of(), List.of(), new long[0]);
        return written(none).at("profiles", 0, "unit").text();
    }

    private static Json written(MergedProfile profile) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SpeedscopeWriter.write(new FlameGraphHeader("shop/checkout", profile.type(), 0, 60_000, 0), profile, out);
        return Json.of(out.toByteArray());
    }
}
