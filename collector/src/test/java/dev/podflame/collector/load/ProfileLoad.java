package dev.podflame.collector.load;

import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import dev.podflame.profile.otlp.OtlpWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/// Requests of an agent that sees several processes of one service.
public final class ProfileLoad {
    private static final long SAMPLE_NANOS = 50_000_000;
    private static final long NANOS = 1_000_000_000;

    private final StackPool stacks;
    private final String service;
    private final int processes;
    private final SplittableRandom random;

    public ProfileLoad(StackPool stacks, String service, int processes, long seed) {
        this.stacks = stacks;
        this.service = service;
        this.processes = processes;
        this.random = new SplittableRandom(seed);
    }

    /// A request and what is in it.
    ///
    /// @param body the message, not compressed
    /// @param samples number of samples
    /// @param nanos sum of all values
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Request(byte[] body, int samples, long nanos) {

        /// The message, compressed fast.
        public byte[] gzip() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
            try (GZIPOutputStream out = new FastGzip(bytes)) {
                out.write(body);
            } catch (IOException e) {
                throw new UncheckedIOException("writing to memory failed", e);
            }
            return bytes.toByteArray();
        }
    }

    /// Samples of all processes in one bucket of 10 s that begins at `bucketSeconds`.
    public Request request(long bucketSeconds, int samplesPerProcess) {
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        List<ResourceProfile> profiles = new ArrayList<>();
        long sum = 0;
        for (int process = 0; process < processes; process++) {
            Samples.Builder samples = new Samples.Builder();
            for (int i = 0; i < samplesPerProcess; i++) {
                long value = SAMPLE_NANOS * random.nextInt(1, 4);
                int stack = dictionary.stack(stacks.stack(stacks.popular(random)));
                samples.add(stack, bucketSeconds * NANOS, value);
                sum += value;
            }
            profiles.add(new ResourceProfile(
                    attributes(process), ProfileType.CPU, bucketSeconds * NANOS, 10 * NANOS, samples.build()));
        }
        return new Request(OtlpWriter.write(dictionary.profiles(profiles)), processes * samplesPerProcess, sum);
    }

    private Map<String, String> attributes(int process) {
        return Map.of(
                "service.name", service,
                "service.namespace", "host",
                "host.name", "loadgen",
                "process.pid", Integer.toString(1000 + process),
                "process.runtime.name", "OpenJDK Runtime Environment");
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 64 << 10);
            def.setLevel(1);
        }
    }
}
