package dev.podflame.profile.otlp;

import com.google.protobuf.CodedOutputStream;
import dev.podflame.profile.Address;
import dev.podflame.profile.Frame;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// Writes [Profiles] as an `ExportProfilesServiceRequest` in the layout of OTLP 1.10 and later.
///
/// Samples that follow each other on one stack become one `Sample` with a value and a timestamp of each.
public final class OtlpWriter {
    private final DictionaryWriter dictionary;

    private OtlpWriter() throws IOException {
        this.dictionary = new DictionaryWriter();
    }

    /// The message, uncompressed.
    public static byte[] write(Profiles profiles) {
        try {
            return new OtlpWriter().request(profiles);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    private byte[] request(Profiles profiles) throws IOException {
        int[] stacks = dictionaryStacks(profiles);
        return Message.of(out -> {
            for (ResourceProfile profile : profiles.profiles()) {
                out.writeByteArray(1, resourceProfiles(profile, stacks));
            }
            out.writeByteArray(2, dictionary.bytes());
        });
    }

    /// Puts all stacks into the dictionary; returns the wire's index of each.
    private int[] dictionaryStacks(Profiles profiles) throws IOException {
        int[] locations = new int[profiles.locations().size()];
        for (int i = 0; i < locations.length; i++) {
            locations[i] = switch (profiles.locations().get(i)) {
                case Frame frame -> dictionary.frame(frame);
                case Address address -> dictionary.address(address);
            };
        }
        int[] stacks = new int[profiles.stacks().size()];
        for (int i = 0; i < stacks.length; i++) {
            stacks[i] = dictionary.stack(profiles.stacks().get(i), locations);
        }
        return stacks;
    }

    private byte[] resourceProfiles(ResourceProfile profile, int[] stacks) throws IOException {
        byte[] resource = Message.of(out -> {
            for (Map.Entry<String, String> attribute : profile.attributes().entrySet()) {
                out.writeByteArray(1, keyValue(attribute.getKey(), attribute.getValue()));
            }
        });
        byte[] body = profile(profile, stacks);
        byte[] scope = Message.of(out -> out.writeByteArray(2, body));
        return Message.of(out -> {
            out.writeByteArray(1, resource);
            out.writeByteArray(2, scope);
        });
    }

    private static byte[] keyValue(String name, String value) throws IOException {
        byte[] anyValue = Message.of(out -> out.writeString(1, value));
        return Message.of(out -> {
            out.writeString(1, name);
            out.writeByteArray(2, anyValue);
        });
    }

    private byte[] profile(ResourceProfile profile, int[] stacks) throws IOException {
        byte[] valueType = valueType(profile);
        return Message.of(out -> {
            out.writeByteArray(1, valueType);
            Samples samples = profile.samples();
            for (int begin = 0; begin < samples.size(); ) {
                int end = endOfStack(samples, begin);
                writeSample(out, stacks[samples.stack(begin)], samples, begin, end);
                begin = end;
            }
            out.writeFixed64(3, profile.startNanos());
            out.writeUInt64(4, profile.durationNanos());
        });
    }

    private byte[] valueType(ResourceProfile profile) throws IOException {
        int type = dictionary.string(profile.type().label());
        int unit = dictionary.string(profile.type().unit().label());
        return Message.of(out -> {
            out.writeInt32(1, type);
            out.writeInt32(2, unit);
        });
    }

    private static int endOfStack(Samples samples, int begin) {
        int end = begin + 1;
        while (end < samples.size() && samples.stack(end) == samples.stack(begin)) {
            end++;
        }
        return end;
    }

    /// Field 2 of a profile: a `Sample` with packed `values` (4) and `timestamps_unix_nano` (5).
    private static void writeSample(CodedOutputStream out, int stack, Samples samples, int begin, int end)
            throws IOException {
        int valueSize = 0;
        for (int i = begin; i < end; i++) {
            valueSize += CodedOutputStream.computeInt64SizeNoTag(samples.value(i));
        }
        int timeSize = (end - begin) * Long.BYTES;
        int size = CodedOutputStream.computeInt32Size(1, stack) + packedSize(valueSize) + packedSize(timeSize);
        out.writeTag(2, 2);
        out.writeUInt32NoTag(size);
        out.writeInt32(1, stack);
        out.writeTag(4, 2);
        out.writeUInt32NoTag(valueSize);
        for (int i = begin; i < end; i++) {
            out.writeInt64NoTag(samples.value(i));
        }
        out.writeTag(5, 2);
        out.writeUInt32NoTag(timeSize);
        for (int i = begin; i < end; i++) {
            out.writeFixed64NoTag(samples.timeNanos(i));
        }
    }

    /// Size of a packed field: a tag of one byte, the length, and the content.
    private static int packedSize(int content) {
        return 1 + CodedOutputStream.computeUInt32SizeNoTag(content) + content;
    }
}
