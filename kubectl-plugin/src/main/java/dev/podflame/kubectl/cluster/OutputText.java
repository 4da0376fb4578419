package dev.podflame.kubectl.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/// What a child process has written so far, collected by a thread of its own so that the child never blocks.
final class OutputText {
    private final StringBuilder text = new StringBuilder();
    private final Thread reader;

    private OutputText(InputStream in) {
        reader = Thread.ofVirtual().unstarted(() -> collect(in));
    }

    static OutputText of(InputStream in) {
        OutputText output = new OutputText(in);
        output.reader.start();
        return output;
    }

    String sofar() {
        synchronized (text) {
            return text.toString();
        }
    }

    /// All of it, once the child has closed the stream.
    String whole() throws InterruptedException {
        reader.join();
        return sofar();
    }

    private void collect(InputStream in) {
        char[] buffer = new char[8192];
        try (Reader characters = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            for (int n = characters.read(buffer); n >= 0; n = characters.read(buffer)) {
                synchronized (text) {
                    text.append(buffer, 0, n);
                }
            }
        } catch (IOException e) {
            // The child is gone; what it wrote before is there.
        }
    }
}
