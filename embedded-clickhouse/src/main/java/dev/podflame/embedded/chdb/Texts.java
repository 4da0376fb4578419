package dev.podflame.embedded.chdb;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A statement in the library's memory: SQL, format and parameters, all with their lengths, so that NUL is data.
record Texts(MemorySegment sql, MemorySegment format, Parameters parameters) {

    record Parameters(
            MemorySegment names,
            MemorySegment nameLengths,
            MemorySegment values,
            MemorySegment valueLengths,
            long count) {
        private static final Parameters NONE =
                new Parameters(MemorySegment.NULL, MemorySegment.NULL, MemorySegment.NULL, MemorySegment.NULL, 0);
    }

    static Texts of(Arena arena, byte[] sql, String format, Map<String, String> parameters) {
        return new Texts(
                copy(arena, sql),
                copy(arena, format.getBytes(StandardCharsets.UTF_8)),
                parameters.isEmpty() ? Parameters.NONE : parameters(arena, parameters));
    }

    static MemorySegment copy(Arena arena, byte[] bytes) {
        // A byte more, so that empty text has an address too.
        MemorySegment segment = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 0, bytes.length);
        return segment.asSlice(0, bytes.length);
    }

    private static Parameters parameters(Arena arena, Map<String, String> parameters) {
        int count = parameters.size();
        MemorySegment names = arena.allocate(ADDRESS, count);
        MemorySegment nameLengths = arena.allocate(JAVA_LONG, count);
        MemorySegment values = arena.allocate(ADDRESS, count);
        MemorySegment valueLengths = arena.allocate(JAVA_LONG, count);
        int i = 0;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            MemorySegment name = copy(arena, parameter.getKey().getBytes(StandardCharsets.UTF_8));
            MemorySegment value = copy(arena, parameter.getValue().getBytes(StandardCharsets.UTF_8));
            names.setAtIndex(ADDRESS, i, name);
            nameLengths.setAtIndex(JAVA_LONG, i, name.byteSize());
            values.setAtIndex(ADDRESS, i, value);
            valueLengths.setAtIndex(JAVA_LONG, i, value.byteSize());
            i++;
        }
        return new Parameters(names, nameLengths, values, valueLengths, count);
    }
}
