package dev.podflame.profile.otlp;

import com.google.protobuf.CodedInputStream;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Samples;
import java.io.IOException;
import java.util.Optional;

/// Reads `Profile` messages of one request. Its fields come in any order, so samples are kept as they are on the wire
/// until the type, the period and the start time are known.
final class ProfileReader {
    /// What a `Profile` turned out to be.
    sealed interface Read {}

    record Kept(ProfileType type, long startNanos, long durationNanos, Samples samples) implements Read {}

    record Rejected(String reason) implements Read {}

    private final WireDictionary wire;
    private final StackResolver stacks;
    private final WireSample sample = new WireSample();
    private int samplesV19;
    private int samplesV110;

    // The observations of the profile being read; time 0 stands for "the profile's own".
    private final IntTable stack = new IntTable();
    private final LongTable time = new LongTable();
    private final LongTable number = new LongTable();

    ProfileReader(WireDictionary wire, StackResolver stacks) {
        this.wire = wire;
        this.stacks = stacks;
    }

    int samplesV19() {
        return samplesV19;
    }

    int samplesV110() {
        return samplesV110;
    }

    /// Reads a `Profile`; the stream is limited to it.
    Read read(CodedInputStream in) throws IOException {
        stack.clear();
        time.clear();
        number.clear();
        int[] sampleType = {0, 0};
        int[] periodType = {0, 0};
        long start = 0;
        long duration = 0;
        long period = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Tags.PROFILE_SAMPLE -> readSample(in);
                case Tags.PROFILE_SAMPLE_TYPE -> readValueType(in, sampleType);
                case Tags.PROFILE_PERIOD_TYPE -> readValueType(in, periodType);
                case Tags.PROFILE_TIME -> start = in.readFixed64();
                case Tags.PROFILE_DURATION -> duration = in.readUInt64();
                case Tags.PROFILE_PERIOD -> period = in.readInt64();
                default -> in.skipField(tag);
            }
        }
        String type = wire.string(sampleType[0]);
        String unit = wire.string(sampleType[1]);
        Optional<ValueScale> scale =
                ValueScale.of(type, unit, wire.string(periodType[0]), wire.string(periodType[1]), period);
        if (scale.isEmpty()) {
            return new Rejected("profiles of type \"" + type + "\" in \"" + unit + "\" are not kept (" + number.size()
                    + " samples)");
        }
        return new Kept(scale.get().type(), start, duration, samples(scale.get(), start));
    }

    private void readSample(CodedInputStream in) throws IOException {
        int limit = Wire.enter(in);
        sample.read(in);
        Wire.leave(in, limit);
        if (sample.layout == WireSample.Layout.V1_9) {
            samplesV19++;
        } else {
            samplesV110++;
        }
        int resolved = stacks.stack(sample.stack);
        LongTable values = sample.values();
        LongTable times = sample.timestamps;
        if (values.size() == 0) {
            // Without values, each timestamp is one observation of 1.
            for (int i = 0; i < times.size(); i++) {
                observe(resolved, times.get(i), 1);
            }
        } else if (times.size() == 0 || values.size() == times.size()) {
            for (int i = 0; i < values.size(); i++) {
                observe(resolved, times.size() == 0 ? 0 : times.get(i), values.get(i));
            }
        } else if (values.size() == 1) {
            // One sum over several observations: it can't be split, so it counts at the first of them.
            observe(resolved, times.get(0), values.get(0));
        } else {
            throw Wire.fault("a sample has " + values.size() + " values for " + times.size() + " timestamps");
        }
    }

    private void observe(int resolvedStack, long timeNanos, long value) throws IOException {
        if (value < 0) {
            throw Wire.fault("a sample's value is negative: " + value);
        }
        stack.add(resolvedStack);
        time.add(timeNanos);
        number.add(value);
    }

    private Samples samples(ValueScale scale, long start) {
        Samples.Builder samples = new Samples.Builder();
        for (int i = 0; i < number.size(); i++) {
            long at = time.get(i) == 0 ? start : time.get(i);
            samples.add(stack.get(i), at, Math.multiplyExact(number.get(i), scale.factor()));
        }
        return samples.build();
    }

    private static void readValueType(CodedInputStream in, int[] typeAndUnit) throws IOException {
        int limit = Wire.enter(in);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Tags.VALUE_TYPE_TYPE -> typeAndUnit[0] = in.readInt32();
                case Tags.VALUE_TYPE_UNIT -> typeAndUnit[1] = in.readInt32();
                default -> in.skipField(tag);
            }
        }
        Wire.leave(in, limit);
    }
}
