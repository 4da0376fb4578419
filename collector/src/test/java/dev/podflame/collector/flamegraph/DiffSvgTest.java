package dev.podflame.collector.flamegraph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.profile.ProfileType;
import org.junit.jupiter.api.Test;

class DiffSvgTest {
    private static final String GONE = "#37a8ec";
    private static final String NEW = "#fd923e";
    private static final String SAME = "#cfd1d5";

    @Test
    void whatIsGoneIsBlueWhatIsNewIsOrangeAndTheRestIsGrey() {
        String svg = svg(false, 60_000, "main;slow 800", "main;print 200", "main;fast 800", "main;print 200");

        assertEquals(GONE, colourOf(svg, "slow"));
        assertEquals(NEW, colourOf(svg, "fast"));
        assertEquals(SAME, colourOf(svg, "print"));
        assertTrue(svg.contains(" · gone</title>"), svg);
        assertTrue(svg.contains(" · new</title>"), svg);
    }

    @Test
    void swappedSidesHaveSwappedColours() {
        String svg = svg(false, 60_000, "main;fast 800", "main;print 200", "main;slow 800", "main;print 200");

        assertEquals(NEW, colourOf(svg, "slow"));
        assertEquals(GONE, colourOf(svg, "fast"));
    }

    @Test
    void aRangeAgainstItselfIsAllGrey() {
        String svg = svg(false, 60_000, "main;slow 800", "main;print 200", "main;slow 800", "main;print 200");

        String nodes = svg.substring(svg.indexOf("<g font-family"));
        assertFalse(nodes.contains(GONE) || nodes.contains(NEW), svg);
        assertTrue(nodes.contains(SAME), svg);
    }

    @Test
    void twiceTheTimeWithTwiceTheWeightIsTheSame() {
        assertEquals(SAME, colourOf(svg(false, 120_000, "main;a 100", "main;b 100", "main;a 200", "main;b 200"), "a"));
        assertEquals(NEW, colourOf(svg(false, 60_000, "main;a 100", "main;b 100", "main;a 200", "main;b 200"), "a"));
        assertEquals(SAME, colourOf(svg(true, 60_000, "main;a 100", "main;b 100", "main;a 200", "main;b 200"), "a"));
    }

    @Test
    void bothSidesHaveTheirLineAndColoursTheirMeaning() {
        String svg = svg(false, 60_000, "main;a 100", "main;b 100", "main;a 200", "main;b 200");

        assertTrue(svg.contains("A (before)  ·  shop/a  ·  cpu"), svg);
        assertTrue(svg.contains("B (after)  ·  shop/b  ·  cpu"), svg);
        assertTrue(svg.contains(">half or less</text>"), svg);
    }

    @Test
    void sidesWithoutSamplesSaySo() {
        FlameGraph none = FlameGraphBuilder.build(Stacks.of());
        FlameGraphHeader header = new FlameGraphHeader("shop/a", ProfileType.CPU, 0, 60_000, 0);

        String svg = SvgWriter.write(header, header, FlameGraphPair.align(none, none), true, SvgOptions.DEFAULT);

        assertTrue(svg.contains("no samples in this range"), svg);
    }

    private static String svg(boolean relative, long length, String a1, String a2, String b1, String b2) {
        FlameGraph before = FlameGraphBuilder.build(Stacks.of(a1, a2));
        FlameGraph after = FlameGraphBuilder.build(Stacks.of(b1, b2));
        return SvgWriter.write(
                new FlameGraphHeader("shop/a", ProfileType.CPU, 0, 60_000, 0),
                new FlameGraphHeader("shop/b", ProfileType.CPU, 60_000, 60_000 + length, 0),
                FlameGraphPair.align(before, after),
                relative,
                SvgOptions.DEFAULT);
    }

    private static String colourOf(String svg, String name) {
        int node = svg.indexOf("<title>" + name + " ·");
        assertTrue(node > 0, svg);
        int fill = svg.indexOf("fill=\"", node) + 6;
        return svg.substring(fill, svg.indexOf('"', fill));
    }
}
