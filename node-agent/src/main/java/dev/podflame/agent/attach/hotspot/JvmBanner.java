package dev.podflame.agent.attach.hotspot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds in a `libjvm.so` the text by which HotSpot introduces itself in crash reports, which no
/// packager strips: `OpenJDK 64-Bit Server VM (17.0.15+6-Debian-1deb12u1) for linux-amd64 JRE
/// (17.0.15+6-Debian-1deb12u1), built on …`.
final class JvmBanner {
    private static final byte[] MARK = " JRE (".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern BANNER = Pattern.compile("(.+?) \\([^)]*\\) for linux-\\S+ JRE \\(([^)]+)\\).*");
    private static final int CHUNK_BYTES = 256 << 10;
    /// Longer than any such text.
    private static final int OVERLAP_BYTES = 512;

    private JvmBanner() {}

    static Optional<JvmVersion> find(FileChannel library) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        InputStream in = Channels.newInputStream(library);
        int kept = 0;
        int length = in.readNBytes(chunk, 0, CHUNK_BYTES);
        while (length > kept) {
            Optional<JvmVersion> found = findIn(chunk, length);
            if (found.isPresent()) {
                return found;
            }
            // The text may lie across the border.
            kept = Math.min(length, OVERLAP_BYTES);
            System.arraycopy(chunk, length - kept, chunk, 0, kept);
            length = kept + in.readNBytes(chunk, kept, CHUNK_BYTES - kept);
        }
        return Optional.empty();
    }

    static Optional<JvmVersion> findIn(byte[] bytes, int length) {
        for (int i = 0; i <= length - MARK.length; i++) {
            if (bytes[i] == MARK[0] && matches(bytes, i)) {
                Optional<JvmVersion> version = parse(textAround(bytes, length, i));
                if (version.isPresent()) {
                    return version;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean matches(byte[] bytes, int start) {
        for (int i = 1; i < MARK.length; i++) {
            if (bytes[start + i] != MARK[i]) {
                return false;
            }
        }
        return true;
    }

    private static String textAround(byte[] bytes, int length, int middle) {
        int start = middle;
        while (start > 0 && bytes[start - 1] != 0) {
            start--;
        }
        int end = middle;
        while (end < length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static Optional<JvmVersion> parse(String text) {
        Matcher matcher = BANNER.matcher(text);
        return matcher.matches() ? JvmVersion.parse(matcher.group(1), matcher.group(2)) : Optional.empty();
    }
}
