package dev.podflame.agent.symbol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The kernel's own library in every process (vdso(7)): it is no file, so the agent reads the copy in itself.
final class VdsoImage {
    /// What the profiler calls it.
    static final String NAME = "linux-vdso.1.so";

    private static final int MAX_BYTES = 1 << 20;

    private VdsoImage() {}

    static ByteSource read() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
            if (line.endsWith("[vdso]")) {
                String[] range = line.substring(0, line.indexOf(' ')).split("-", 2);
                long from = Long.parseUnsignedLong(range[0], 16);
                long size = Long.parseUnsignedLong(range[1], 16) - from;
                return read(from, (int) Math.min(size, MAX_BYTES));
            }
        }
        throw new IOException("this kernel gives processes no vdso");
    }

    private static ByteSource read(long from, int size) throws IOException {
        ByteBuffer image = ByteBuffer.allocate(size);
        try (FileChannel memory = FileChannel.open(Path.of("/proc/self/mem"), StandardOpenOption.READ)) {
            ByteSource.of(memory).read(from, image);
        }
        return ByteSource.of(image.array());
    }
}
