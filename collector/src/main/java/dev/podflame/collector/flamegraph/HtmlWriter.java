package dev.podflame.collector.flamegraph;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Puts a graph's JSON into the page's viewer, so that one file holds both and opens without a network.
public final class HtmlWriter {
    private static final JsonFactory JSON = new JsonFactory();
    /// Where the viewer, as `ui` builds it, wants the data.
    private static final String PLACE = "__PODFLAME_DATA__";

    /// `<` inside a JSON string. Written apart, as Java reads such an escape even in comments.
    private static final byte[] LESS_THAN = ("\\" + "u003c").getBytes(StandardCharsets.UTF_8);

    private HtmlWriter() {}

    /// The file as UTF-8.
    ///
    /// @param viewer the built viewer's HTML
    /// @param title what the file shows, such as `shop/checkout`
    /// @param answer the JSON of a flame graph or of a difference
    public static byte[] write(String viewer, String title, byte[] answer) {
        int place = viewer.indexOf(PLACE);
        if (place < 0) {
            throw new IllegalArgumentException("the viewer has no place for data");
        }
        ByteArrayOutputStream html = new ByteArrayOutputStream(viewer.length() + answer.length + answer.length / 16);
        html.writeBytes(viewer.substring(0, place).getBytes(StandardCharsets.UTF_8));
        inScript(opening(title), html);
        inScript(answer, html);
        html.write('}');
        html.writeBytes(viewer.substring(place + PLACE.length()).getBytes(StandardCharsets.UTF_8));
        return html.toByteArray();
    }

    /// `{"title": …, "answer":`, to which the answer is all that is missing.
    private static byte[] opening(String title) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeString(title);
        }
        return ("{\"title\":" + out.toString(StandardCharsets.UTF_8) + ",\"answer\":").getBytes(StandardCharsets.UTF_8);
    }

    /// JSON has `<` in strings only, where its escape means the same; without it nothing ends a script or begins a
    /// comment (HTML, 4.12.1.3). No byte of a longer UTF-8 sequence is one.
    private static void inScript(byte[] json, ByteArrayOutputStream html) {
        int begin = 0;
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '<') {
                html.write(json, begin, i - begin);
                html.writeBytes(LESS_THAN);
                begin = i + 1;
            }
        }
        html.write(json, begin, json.length - begin);
    }
}
