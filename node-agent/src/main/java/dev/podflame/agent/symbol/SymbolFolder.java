package dev.podflame.agent.symbol;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Symbol tables on disk, one file per build id, so that each binary is read once and not once per agent start. Owned
/// by the symbol thread.
///
/// The folder is a cache: a file that can't be written is kept on the heap instead, and the least recently used are
/// deleted once there is more than the limit.
final class SymbolFolder {
    private static final Logger log = LoggerFactory.getLogger(SymbolFolder.class);
    private static final String SUFFIX = ".symbols";
    private static final long MAX_HEAP_BYTES = 8 << 20;

    private final Path folder;
    private final long maxBytes;

    SymbolFolder(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /// Fills a table.
    interface Source {
        void write(SymbolTableWriter table) throws IOException, MalformedElfException;
    }

    /// The table that was written under this name.
    Optional<SymbolTable> read(String name) {
        Path file = folder.resolve(name + SUFFIX);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            // Unmapped by the garbage collector: the table may be in use when it falls out of the cache.
            MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            Optional<SymbolTable> table = SymbolTable.of(mapped);
            if (table.isPresent()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            }
            return table;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            log.warn("Symbols of {} can't be read again: {}", name, e.toString());
            return Optional.empty();
        }
    }

    /// Writes a table and reads it back.
    SymbolTable write(String name, Source source) throws IOException, MalformedElfException {
        Path temporary = folder.resolve(name + ".tmp");
        try {
            Files.createDirectories(folder);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 64 << 10)) {
                fill(new SymbolTableWriter(out), source, name);
            }
            Files.move(temporary, folder.resolve(name + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
            deleteOldest();
            return read(name).orElseThrow(() -> new IOException("what was written isn't there"));
        } catch (IOException e) {
            log.warn("Symbols of {} are kept in memory only: {}", name, e.toString());
            return onHeap(name, source);
        } finally {
            deleteQuietly(temporary);
        }
    }

    private static void deleteQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            log.debug("{} can't be deleted", temporary, e);
        }
    }

    private static SymbolTable onHeap(String name, Source source) throws IOException, MalformedElfException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fill(new SymbolTableWriter(new LimitedOutput(out, MAX_HEAP_BYTES)), source, name);
        return SymbolTable.of(MemorySegment.ofArray(out.toByteArray())).orElseThrow();
    }

    private static void fill(SymbolTableWriter table, Source source, String name)
            throws IOException, MalformedElfException {
        source.write(table);
        table.finish();
        if (table.leftOut() > 0) {
            log.warn("{} has more functions than are kept: {} left out", name, table.leftOut());
        }
    }

    private void deleteOldest() throws IOException {
        Map<FileTime, Path> byAge = new TreeMap<>();
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
                byAge.put(Files.getLastModifiedTime(file), file);
            }
        }
        List<Path> oldestFirst = new ArrayList<>(byAge.values());
        for (int i = 0; i < oldestFirst.size() && bytes > maxBytes; i++) {
            bytes -= Files.size(oldestFirst.get(i));
            Files.delete(oldestFirst.get(i));
        }
    }
}
