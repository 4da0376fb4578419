package dev.podflame.profile.pprof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.MergedProfile;
import dev.podflame.profile.ProfileType;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class PprofWriterTest {

    @Test
    void samplesLocationsAndFunctionsPointToEachOther() throws Exception {
        List<Frame> frames = List.of(
                new Frame("main", "main.c", 3, "/bin/app", FrameKind.NATIVE),
                new Frame("work", "work.c", 9, "/bin/app", FrameKind.NATIVE));
        MergedProfile profile = new MergedProfile(
                ProfileType.CPU, 1_000, 61_000, frames, List.of(new int[] {0, 1}, new int[] {0}), new long[] {40, 2});

        Map<Integer, List<Object>> fields = fields(PprofWriter.write(profile));

        List<Object> strings = fields.getOrDefault(6, List.of());
        assertEquals("", strings.getFirst());
        assertTrue(strings.containsAll(List.of("cpu", "nanoseconds", "main", "work", "work.c", "/bin/app")));
        assertEquals(2, fields.getOrDefault(2, List.of()).size());
        assertEquals(1, fields.getOrDefault(3, List.of()).size());
        assertEquals(2, fields.getOrDefault(4, List.of()).size());
        assertEquals(2, fields.getOrDefault(5, List.of()).size());
        assertEquals(List.of(1_000_000_000L), fields.get(9));
        assertEquals(List.of(60_000_000_000L), fields.get(10));
    }

    /// Fields by number; texts decoded for the string table, other length-delimited ones as bytes.
    private static Map<Integer, List<Object>> fields(byte[] gzip) throws Exception {
        byte[] bytes = new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes();
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        Map<Integer, List<Object>> fields = new HashMap<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int number = WireFormat.getTagFieldNumber(tag);
            boolean delimited = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            Object value = !delimited ? in.readInt64() : number == 6 ? in.readString() : in.readByteArray();
            fields.computeIfAbsent(number, n -> new ArrayList<>()).add(value);
        }
        return fields;
    }
}
