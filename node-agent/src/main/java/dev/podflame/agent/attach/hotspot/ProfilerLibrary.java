package dev.podflame.agent.attach.hotspot;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// async-profiler's library, as it is shipped in its jar.
///
/// In a target it has a path that is made of its content: a JVM knows a loaded library by its path,
/// so each version is loaded once, however often the agent comes and goes.
///
/// @param file where the agent keeps it
/// @param hash SHA-256 of its content, in hexadecimal
record ProfilerLibrary(Path file, String hash) {
    static final String NAME = "libasyncProfiler.so";

    private static final String FOLDER = ".podflame-";
    private static final int HASH_LENGTH = 8;
    private static final Pattern OWN = Pattern.compile("/tmp/\\.podflame-[0-9a-f]{8}/libasyncProfiler\\.so");

    /// Unpacks it from the class path, unless that was done before.
    static ProfilerLibrary unpack(Path folder) throws IOException {
        String resource = "/linux-" + architecture() + "/" + NAME;
        byte[] content;
        try (InputStream in = ProfilerLibrary.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException(resource + " of async-profiler is not on the class path");
            }
            content = in.readAllBytes();
        }
        String hash = HexFormat.of().formatHex(sha256().digest(content));
        Path file = folder.resolve(hash + ".so");
        if (!Files.exists(file) || !hash.equals(hash(FileChannel.open(file)))) {
            Path part = folder.resolve(hash + ".part");
            Files.write(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return new ProfilerLibrary(file, hash);
    }

    /// Name of its folder in a target's `/tmp`.
    String folder() {
        return FOLDER + hash.substring(0, HASH_LENGTH);
    }

    /// Its path as the target sees it.
    String path() {
        return "/" + TargetProcess.TMP + "/" + folder() + "/" + NAME;
    }

    /// Whether a mapped library was brought by Podflame, by this version or by another.
    static boolean isOwn(String path) {
        return OWN.matcher(path).matches();
    }

    /// Whether a file has the same content.
    boolean isIn(FileChannel content) throws IOException {
        return content.size() == Files.size(file) && hash.equals(hash(content));
    }

    /// Copies it.
    void copyTo(FileChannel target) throws IOException {
        try (FileChannel source = FileChannel.open(file)) {
            long size = source.size();
            long copied = 0;
            while (copied < size) {
                copied += source.transferTo(copied, size - copied, target);
            }
        }
    }

    /// Hash of a file, which is then closed.
    private static String hash(FileChannel file) throws IOException {
        try (FileChannel content = file) {
            MessageDigest digest = sha256();
            ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
            while (content.read(buffer.clear()) > 0) {
                digest.update(buffer.flip());
            }
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
            case "aarch64" -> "arm64";
            default -> "x64";
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
