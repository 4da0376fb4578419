package dev.podflame.profile.folded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.MergedProfile;
import dev.podflame.profile.ProfileType;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldedWriterTest {

    @Test
    void writesALinePerStackRootFirst() throws Exception {
        StringBuilder out = new StringBuilder();

        FoldedWriter.write(profile(List.of("main", "a;b", "c\nd")), out);

        assertEquals("main;a:b 5\nmain;c d 7\n", out.toString());
    }

    private static MergedProfile profile(List<String> names) {
        List<Frame> frames =
                names.stream().map(n -> Frame.of(n, "app", FrameKind.NATIVE)).toList();
        return new MergedProfile(
                ProfileType.CPU, 0, 1, frames, List.of(new int[] {0, 1}, new int[] {0, 2}), new long[] {5, 7});
    }
}
