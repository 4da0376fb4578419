package dev.podflame.collector.flamegraph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.core.io.JsonStringEncoder;

class HtmlWriterTest {
    private static final String BEFORE = "<script type=\"application/json\">";
    private static final String AFTER = "</script><p>ü</p>";

    @Property
    void noNameEndsTheScriptAndAllComeBackAsTheyWere(@ForAll String name) throws Exception {
        String hostile = "</script><!--<script>" + name.replaceAll("[\\ud800-\\udfff]", "") + "\u2028\0";
        String quoted = '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsCharArray(hostile)) + '"';

        String html = html(hostile, "{\"name\":" + quoted + "}");

        String data = html.substring(BEFORE.length(), html.length() - AFTER.length());
        assertEquals(-1, data.indexOf('<'), data);
        Json read = Json.of(data.getBytes(StandardCharsets.UTF_8));
        assertEquals(hostile, read.at("title").text());
        assertEquals(hostile, read.at("answer", "name").text());
    }

    @Test
    void aViewerWithoutAPlaceIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> HtmlWriter.write("<html>", "x", new byte[0]));
    }

    private static String html(String title, String answer) {
        byte[] html =
                HtmlWriter.write(BEFORE + "__PODFLAME_DATA__" + AFTER, title, answer.getBytes(StandardCharsets.UTF_8));
        return new String(html, StandardCharsets.UTF_8);
    }
}
