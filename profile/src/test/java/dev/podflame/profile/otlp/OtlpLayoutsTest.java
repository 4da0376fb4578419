package dev.podflame.profile.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.CodedOutputStream;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Samples written field by field, as producers of each OTLP version write them.
class OtlpLayoutsTest {
    private static final long AT = 1_795_000_000_000_000_000L;
    private static final String[] CPU_NANOSECONDS = {"", "cpu", "nanoseconds"};
    private static final String[] SAMPLED_CPU = {"", "samples", "count", "cpu", "nanoseconds"};

    @Test
    void valuesInField2WithoutTimestampsAreTheOldLayout() throws Exception {
        OtlpRead read = read(CPU_NANOSECONDS, sample -> packed(sample, 2, 5_000_000_000L));

        assertEquals(1, read.samplesV19());
        assertEquals(5_000_000_000L, only(read).total());
        assertEquals(AT, only(read).timeNanos(0));
    }

    @Test
    void attributesInField3ShowTheOldLayout() throws Exception {
        OtlpRead read = read(CPU_NANOSECONDS, sample -> {
            packed(sample, 2, 7, 8);
            packed(sample, 3, 0);
            fixed64s(sample, AT + 1, AT + 2);
        });

        assertEquals(1, read.samplesV19());
        assertEquals(15, only(read).total());
        assertEquals(AT + 2, only(read).timeNanos(1));
    }

    @Test
    void aLinkInField4ShowsTheOldLayout() throws Exception {
        OtlpRead read = read(CPU_NANOSECONDS, sample -> {
            packed(sample, 2, 7);
            sample.writeInt32(4, 0);
        });

        assertEquals(1, read.samplesV19());
        assertEquals(7, only(read).total());
    }

    @Test
    void valuesInField4AreTheNewLayout() throws Exception {
        OtlpRead read = read(CPU_NANOSECONDS, sample -> {
            packed(sample, 2, 0);
            packed(sample, 4, 7);
        });

        assertEquals(1, read.samplesV110());
        assertEquals(7, only(read).total());
    }

    @Test
    void sampledCpuCountsItsTimestampsTimesThePeriod() throws Exception {
        OtlpRead read = read(SAMPLED_CPU, sample -> {
            packed(sample, 2, 0);
            fixed64s(sample, AT, AT + 50_000_000, AT + 100_000_000);
        });

        assertEquals(1, read.samplesV110());
        assertEquals(3, only(read).size());
        assertEquals(3 * 50_000_000L, only(read).total());
        assertEquals(ProfileType.CPU, read.profiles().profiles().getFirst().type());
    }

    @Test
    void bothLayoutsInOneSampleAreRefused() {
        MalformedProfileException refused = assertThrows(
                MalformedProfileException.class,
                () -> read(CPU_NANOSECONDS, s -> {
                    packed(s, 3, 1);
                    packed(s, 4, 1);
                }));

        assertTrue(String.valueOf(refused.getMessage()).contains("1.9 and 1.10"));
    }

    @Test
    void aTypeThatIsNotKeptIsRejectedByName() throws Exception {
        OtlpRead read = read(new String[] {"", "goroutines", "count"}, sample -> packed(sample, 4, 3));

        assertTrue(read.profiles().profiles().isEmpty());
        assertTrue(read.rejected().getFirst().contains("goroutines"));
    }

    @Test
    void aNegativeValueIsRefused() {
        assertThrows(MalformedProfileException.class, () -> read(CPU_NANOSECONDS, sample -> packed(sample, 4, -1)));
    }

    @Test
    void aValueThatOverflowsItsUnitIsRefused() {
        String[] seconds = {"", "cpu", "seconds"};

        assertThrows(MalformedProfileException.class, () -> read(seconds, sample -> packed(sample, 4, Long.MAX_VALUE)));
    }

    @Test
    void aStackOutsideTheTableIsRefused() {
        MalformedProfileException refused = assertThrows(
                MalformedProfileException.class, () -> read(CPU_NANOSECONDS, sample -> sample.writeInt32(1, 99)));

        assertTrue(String.valueOf(refused.getMessage()).contains("stack index 99"));
    }

    @Test
    void aLengthBeyondTheEndIsRefused() throws Exception {
        byte[] lying = Message.of(out -> {
            out.writeTag(1, 2);
            out.writeUInt32NoTag(Integer.MAX_VALUE);
        });

        assertThrows(MalformedProfileException.class, () -> OtlpReader.read(lying, OtlpLimits.DEFAULT));
    }

    @Test
    void stacksThatMultiplyPastTheLimitAreRefused() throws Exception {
        byte[] bytes = Message.of(out -> out.writeByteArray(2, dictionary(CPU_NANOSECONDS, 1_000)));
        byte[] request = Message.of(out -> {
            out.writeRawBytes(bytes);
            out.writeByteArray(1, resourceProfiles(CPU_NANOSECONDS, sample -> {
                sample.writeInt32(1, 1);
                packed(sample, 4, 1);
            }));
        });

        assertThrows(
                MalformedProfileException.class, () -> OtlpReader.read(request, new OtlpLimits(1 << 20, 1 << 20, 999)));
        assertEquals(
                1,
                only(OtlpReader.read(request, new OtlpLimits(1 << 20, 1 << 20, 1_000)))
                        .total());
    }

    private interface Body {
        void write(CodedOutputStream out) throws IOException;
    }

    private static OtlpRead read(String[] strings, Body sample) throws Exception {
        byte[] request = Message.of(out -> {
            out.writeByteArray(1, resourceProfiles(strings, sample));
            out.writeByteArray(2, dictionary(strings, 0));
        });
        return OtlpReader.read(request, OtlpLimits.DEFAULT);
    }

    /// A profile with one sample. The type is strings 1 and 2, the period's type 3 and 4 where there are so many. The
    /// fields come in an unusual order on purpose: protobuf allows any.
    private static byte[] resourceProfiles(String[] strings, Body sample) throws IOException {
        byte[] sampleBytes = Message.of(sample::write);
        byte[] profile = Message.of(out -> {
            out.writeByteArray(2, sampleBytes);
            out.writeFixed64(3, AT);
            out.writeInt64(6, 50_000_000);
            if (strings.length > 4) {
                out.writeByteArray(5, valueType(3, 4));
            }
            out.writeByteArray(1, valueType(1, 2));
        });
        byte[] scope = Message.of(out -> out.writeByteArray(2, profile));
        return Message.of(out -> out.writeByteArray(2, scope));
    }

    private static byte[] valueType(int type, int unit) throws IOException {
        return Message.of(out -> {
            out.writeInt32(1, type);
            out.writeInt32(2, unit);
        });
    }

    /// Stack 0 is empty; stack 1 has one location with `inlined` lines.
    private static byte[] dictionary(String[] strings, int inlined) throws IOException {
        byte[] location = Message.of(out -> {
            for (int i = 0; i < inlined; i++) {
                out.writeByteArray(3, new byte[0]);
            }
        });
        byte[] stack = Message.of(out -> packed(out, 1, 0));
        return Message.of(out -> {
            out.writeByteArray(2, location);
            out.writeByteArray(3, new byte[0]);
            for (String string : strings) {
                out.writeString(5, string);
            }
            out.writeByteArray(7, new byte[0]);
            out.writeByteArray(7, stack);
        });
    }

    private static void packed(CodedOutputStream out, int field, long... values) throws IOException {
        out.writeByteArray(field, Message.of(body -> {
            for (long value : values) {
                body.writeInt64NoTag(value);
            }
        }));
    }

    private static void fixed64s(CodedOutputStream out, long... values) throws IOException {
        out.writeByteArray(5, Message.of(body -> {
            for (long value : values) {
                body.writeFixed64NoTag(value);
            }
        }));
    }

    private static Samples only(OtlpRead read) {
        assertEquals(1, read.profiles().profiles().size());
        ResourceProfile profile = read.profiles().profiles().getFirst();
        return profile.samples();
    }
}
