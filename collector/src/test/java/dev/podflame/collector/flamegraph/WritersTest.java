package dev.podflame.collector.flamegraph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.query.ThreadSums;
import dev.podflame.collector.query.ThreadSums.Named;
import dev.podflame.profile.ProfileType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class WritersTest {
    private static final FlameGraphHeader HEADER =
            new FlameGraphHeader("shop/<checkout>", ProfileType.CPU, 1_700_000_000_000L, 1_700_000_060_000L, 0);
    private static final String HOSTILE = "<script>alert(1)</script>&\"'\0\n\u2028\ud800";

    @Test
    void theJsonHasTheColumnsOfTheContract() {
        assertEquals(
                "{\"from\":1700000000000,\"to\":1700000060000,\"type\":\"cpu\",\"unit\":\"nanoseconds\",\"level\":false,"
                        + "\"minutes\":0,\"total\":7,\"nodes\":4,\"pruned\":0,\"depth\":[0,1,2,2],\"self\":[0,0,5,2],\"value\":[7,7,5,2],"
                        + "\"frame\":[0,1,2,3],\"frames\":{\"name\":[\"all\",\"main\",\"a\",\"b\"],"
                        + "\"file\":[\"\",\"\",\"\",\"\"],\"module\":[\"\",\"app\",\"app\",\"app\"],"
                        + "\"kind\":[\"unknown\",\"go\",\"go\",\"go\"]},"
                        + "\"threads\":{\"count\":1,\"name\":[\"main\"],\"value\":[7]},"
                        + "\"states\":{\"count\":0,\"name\":[],\"value\":[]}}",
                new String(json(FlameGraphBuilder.build(Stacks.of("main;a 5", "main;b 2"))), StandardCharsets.UTF_8));
    }

    @Test
    void hostileNamesComeBackFromJsonAsTheyWere() throws Exception {
        String name = HOSTILE.replace("\ud800", "");

        byte[] json = json(FlameGraphBuilder.build(Stacks.of(name + " 1")));

        assertEquals(name, Json.of(json).at("frames", "name", 1).text());
    }

    @Property
    void anyNameMakesAWellFormedSvg(@ForAll String name) throws Exception {
        FlameGraph graph = FlameGraphBuilder.build(Stacks.of("f" + name.replace(";", "") + " 1"));

        assertTrue(parse(SvgWriter.write(HEADER, graph, SvgOptions.DEFAULT))
                        .getElementsByTagName("title")
                        .getLength()
                > 1);
    }

    @Test
    void hostileNamesAreTextInTheSvg() throws Exception {
        FlameGraph graph = FlameGraphBuilder.build(Stacks.of(HOSTILE + " 1"));

        String svg = SvgWriter.write(HEADER, graph, SvgOptions.DEFAULT);

        assertFalse(svg.contains("<script"));
        Document document = parse(svg);
        String title = document.getElementsByTagName("title").item(1).getTextContent();
        assertTrue(title.startsWith("<script>alert(1)</script>&\"'\uFFFD\uFFFD"), title);
        assertEquals(
                "shop/<checkout>", document.getElementsByTagName("text").item(0).getTextContent());
    }

    @Test
    void theSvgSaysWhatItShowsAndWhatWasLeftOut() {
        FlameGraph graph =
                FlameGraphBuilder.build(Stacks.of("main;hot 60000000000", "main;a 30000000000", "main;b 30000000000"));

        String svg = SvgWriter.write(HEADER, FlameGraphPruner.prune(graph, 3), SvgOptions.DEFAULT);

        assertTrue(svg.contains("2023-11-14 22:13:20 to 2023-11-14 22:14:20 UTC"), svg);
        assertTrue(svg.contains("2.00 cores  ·  120 s in all"), svg);
        assertTrue(svg.contains("2 of 5 nodes are summed up in (other)"), svg);
        assertTrue(svg.contains("<title>hot · app · 1.00 cores, 50.0 % (self 1.00 cores)</title>"), svg);
    }

    @Test
    void aLevelIsAnAverageNotARate() {
        FlameGraphHeader header = new FlameGraphHeader("shop/checkout", ProfileType.LIVE, 0, 3_600_000, 57);

        String svg = SvgWriter.write(header, FlameGraphBuilder.build(Stacks.of("main 2097152")), SvgOptions.DEFAULT);

        assertTrue(svg.contains("2.00 MiB  ·  average of 57 minutes"), svg);
        assertFalse(svg.contains("MiB/s"), svg);
    }

    @Test
    void nodesTooNarrowToSeeAreNotDrawn() {
        FlameGraph graph = FlameGraphBuilder.build(Stacks.of("hot 1000000", "tiny 1"));

        String svg = SvgWriter.write(HEADER, graph, SvgOptions.DEFAULT);

        assertTrue(svg.contains("<title>hot"));
        assertFalse(svg.contains("<title>tiny"));
    }

    @Test
    void anEmptyRangeSaysSo() throws Exception {
        String svg = SvgWriter.write(HEADER, FlameGraphBuilder.build(Stacks.of()), SvgOptions.DEFAULT);

        assertTrue(svg.contains("no samples in this range"));
        parse(svg);
    }

    private static byte[] json(FlameGraph graph) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ThreadSums threads = new ThreadSums(List.of(new Named("main", graph.total())), List.of());
        JsonWriter.write(HEADER, graph, threads, out);
        return out.toByteArray();
    }

    private static Document parse(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
