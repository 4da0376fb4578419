package dev.podflame.collector.flamegraph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.profile.ProfileType;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DiffPictureTest {
    private static final long MINUTE = 60_000;
    private static final FlameGraphHeader BEFORE = header(0, MINUTE);
    private static final FlameGraphHeader AFTER = header(MINUTE, 2 * MINUTE);

    private static FlameGraphHeader header(long from, long to) {
        return new FlameGraphHeader("shop/checkout", ProfileType.CPU, from, to, 0);
    }

    private static FlameGraph graph(Integer... seconds) {
        return graph(List.of(seconds));
    }

    private static FlameGraph graph(List<Integer> seconds) {
        String[] lines = new String[seconds.size()];
        for (int i = 0; i < seconds.size(); i++) {
            lines[i] = "main;f" + i % 3 + ";g" + i + " " + seconds.get(i) * 1_000_000_000L;
        }
        return FlameGraphBuilder.build(Stacks.of(lines));
    }

    @Test
    void saysWhatHasChangedInWords() {
        FlameGraphPair pair = FlameGraphPair.align(graph(60, 30), graph(15, 0, 6));
        DiffPicture picture = new DiffPicture(BEFORE, AFTER, pair);

        assertEquals("shop/checkout, compared", picture.title());
        assertEquals(
                "cpu  ·  A 1970-01-01 00:00:00 to 1970-01-01 00:01:00 UTC: 1.50 cores"
                        + "  ·  B 1970-01-01 00:01:00 to 1970-01-01 00:02:00 UTC: 0.35 cores  ·  −1.15 cores (−76.7 %)",
                picture.note());
        String svg = SvgWriter.write(BEFORE, AFTER, pair, SvgOptions.DEFAULT);
        assertTrue(svg.contains("g0 · app · A 1.00 cores · B 0.25 cores · −0.75 cores (−75.0 %)"), svg);
        assertTrue(svg.contains("g1 · app · A 0.50 cores · B 0 cores · −0.50 cores (gone)"), svg);
        assertTrue(svg.contains("g2 · app · A 0 cores · B 0.10 cores · +0.10 cores (new)"), svg);
    }

    @Test
    void rangesOfDifferentLengthAreComparedPerSecond() {
        FlameGraphPair pair = FlameGraphPair.align(graph(60), graph(600));

        DiffPicture picture = new DiffPicture(BEFORE, header(MINUTE, 11 * MINUTE), pair);

        assertTrue(picture.tooltip(0).endsWith("±0 cores"), picture.tooltip(0));
        assertEquals("#d3d6db", picture.colour(0));
    }

    @Property(tries = 200)
    void swappedSidesFlipEverySign(
            @ForAll @Size(6) List<@IntRange(max = 90) Integer> before,
            @ForAll @Size(6) List<@IntRange(max = 90) Integer> after) {
        FlameGraphPair there = FlameGraphPair.align(graph(before), graph(after));
        FlameGraphPair back = FlameGraphPair.align(graph(after), graph(before));
        DiffPicture forth = new DiffPicture(BEFORE, AFTER, there);
        DiffPicture reverse = new DiffPicture(AFTER, BEFORE, back);

        assertEquals(forth.graph().size(), reverse.graph().size());
        for (int node = 0; node < forth.graph().size(); node++) {
            assertEquals(forth.graph().value(node), reverse.graph().value(node));
            assertEquals(sign(forth.tooltip(node)), -sign(reverse.tooltip(node)));
        }
    }

    private static int sign(String tooltip) {
        String change = tooltip.substring(tooltip.lastIndexOf(" · ") + 3);
        return change.startsWith("+") ? 1 : change.startsWith("−") ? -1 : 0;
    }

    @Property(tries = 100)
    void aProfileAgainstItselfHasNotChanged(@ForAll @Size(6) List<@IntRange(max = 90) Integer> seconds) {
        DiffPicture picture = new DiffPicture(BEFORE, AFTER, FlameGraphPair.align(graph(seconds), graph(seconds)));

        for (int node = 0; node < picture.graph().size(); node++) {
            assertTrue(picture.tooltip(node).endsWith("±0 cores"), picture.tooltip(node));
            assertEquals("#d3d6db", picture.colour(node));
        }
    }
}
