package split;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;

/// Appends a line of counters to a file at each full second of the wall clock.
final class Progress {
    private static final long EVERY_MILLIS = 1000;

    private final File file;
    private final Counters counters;

    Progress(File file, Counters counters) {
        this.file = file;
        this.counters = counters;
    }

    void run() throws IOException {
        FileOutputStream out = new FileOutputStream(file);
        while (true) {
            long now = System.currentTimeMillis();
            long next = now - now % EVERY_MILLIS + EVERY_MILLIS;
            Pause.nanos((next - now) * 1000000);
            out.write(counters.line(System.currentTimeMillis()).getBytes(Charset.forName("US-ASCII")));
        }
    }
}
