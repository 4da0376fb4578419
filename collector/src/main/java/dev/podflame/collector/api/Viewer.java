package dev.podflame.collector.api;

import dev.podflame.collector.flamegraph.HtmlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The page's viewer of one graph, which `ui` builds beside the page, filled with an answer.
final class Viewer {
    static final String HTML = "text/html; charset=utf-8";

    private static final String FILE = "viewer/graph.html";

    private Viewer() {}

    /// A file that shows the answer.
    ///
    /// @param answer the JSON of a flame graph or of a difference
    static byte[] show(String title, byte[] answer) throws IOException {
        Optional<byte[]> viewer = PageFiles.find(FILE);
        if (viewer.isEmpty()) {
            throw new IOException("the page isn't built into this collector, so there is no " + FILE);
        }
        return HtmlWriter.write(new String(viewer.get(), StandardCharsets.UTF_8), title, answer);
    }
}
