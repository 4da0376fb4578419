package dev.podflame.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How the engine is set up for one machine that has other work to do.
final class EngineSettings {
    private static final long MEBI = 1 << 20;

    private final Path data;
    private final long memoryLimit;
    private final boolean fsync;

    EngineSettings(Path data, ByteSize memoryLimit, boolean fsync) {
        this.data = data;
        this.memoryLimit = memoryLimit.bytes();
        this.fsync = fsync;
    }

    /// Arguments of the engine's first connection. The explicit configuration file keeps it from reading `./config.xml`
    /// or `/etc/clickhouse-local`.
    List<String> arguments() throws IOException {
        Path file = data.resolve("engine.xml");
        Files.writeString(file, configuration());
        return List.of("podflame", "--path=" + data.resolve("store"), "--config-file=" + file);
    }

    /// Settings of every statement unless its request says otherwise.
    Map<String, String> statementDefaults() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("max_memory_usage", Long.toString(memoryLimit / 10 * 7));
        settings.put("max_bytes_before_external_group_by", Long.toString(memoryLimit / 4));
        settings.put("max_bytes_before_external_sort", Long.toString(memoryLimit / 4));
        // Since 26.7 the default is 1: inserts would be collected and acknowledged per batch of the server's making.
        settings.put("async_insert", "0");
        // An insert is all or nothing per block, which ends at a million rows by default. Ended by size instead, an
        // insert
        // of up to an eighth of the memory is one block, and one that breaks off leaves nothing behind.
        settings.put("max_insert_block_size", "100000000");
        settings.put("max_insert_block_size_bytes", Long.toString(memoryLimit / 8));
        // libchdb's own default takes any word for a column: `selec` would be a query.
        settings.put("implicit_select", "0");
        return settings;
    }

    private String configuration() {
        Map<String, Long> numbers = new LinkedHashMap<>();
        numbers.put("max_server_memory_usage", memoryLimit);
        numbers.put("mark_cache_size", Math.min(128 * MEBI, memoryLimit / 10));
        numbers.put("uncompressed_cache_size", 0L);
        numbers.put("primary_index_cache_size", Math.min(64 * MEBI, memoryLimit / 20));
        numbers.put("index_mark_cache_size", 16 * MEBI);
        numbers.put("index_uncompressed_cache_size", 0L);
        numbers.put("query_condition_cache_size", 16 * MEBI);
        numbers.put("compiled_expression_cache_size", 16 * MEBI);
        numbers.put("mmap_cache_size", 128L);
        // Merges and TTL; schedule tasks are short.
        numbers.put("background_pool_size", 2L);
        numbers.put("background_move_pool_size", 1L);
        numbers.put("background_fetches_pool_size", 1L);
        numbers.put("background_common_pool_size", 2L);
        numbers.put("background_schedule_pool_size", 4L);
        numbers.put("background_buffer_flush_schedule_pool_size", 1L);
        numbers.put("background_message_broker_schedule_pool_size", 1L);
        numbers.put("background_distributed_schedule_pool_size", 1L);
        StringBuilder xml = new StringBuilder("<clickhouse>\n");
        numbers.forEach((name, value) -> element(xml, "    ", name, value));
        xml.append("    <merge_tree>\n");
        element(xml, "        ", "fsync_after_insert", fsync ? 1L : 0L);
        element(xml, "        ", "fsync_part_directory", fsync ? 1L : 0L);
        return xml.append("    </merge_tree>\n</clickhouse>\n").toString();
    }

    private static void element(StringBuilder xml, String indent, String name, long value) {
        xml.append(indent).append('<').append(name).append('>').append(value);
        xml.append("</").append(name).append(">\n");
    }
}
