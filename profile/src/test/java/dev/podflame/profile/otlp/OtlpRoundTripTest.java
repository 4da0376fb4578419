package dev.podflame.profile.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.profile.Profiles;
import dev.podflame.profile.ProfilesArbitrary;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.profiles.v1development.ProfilesDictionary;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OtlpRoundTripTest {

    @Provide
    Arbitrary<Profiles> profiles() {
        return ProfilesArbitrary.profiles();
    }

    @Property(tries = 300)
    void whatIsWrittenReadsBackTheSame(@ForAll("profiles") Profiles written) throws Exception {
        OtlpRead read = OtlpReader.read(OtlpWriter.write(written), OtlpLimits.DEFAULT);

        assertTrue(read.rejected().isEmpty());
        assertEquals(stacksInARow(written), read.samplesV110());
        assertEquals(written.profiles().size(), read.profiles().profiles().size());
        for (int p = 0; p < written.profiles().size(); p++) {
            assertSameProfile(
                    written,
                    written.profiles().get(p),
                    read.profiles(),
                    read.profiles().profiles().get(p));
        }
    }

    /// How many times the stack changes from one sample to the next: what follows each other on one stack is sent
    /// together.
    private static int stacksInARow(Profiles profiles) {
        int runs = 0;
        for (ResourceProfile profile : profiles.profiles()) {
            for (int i = 0; i < profile.samples().size(); i++) {
                runs += i == 0
                                || profile.samples().stack(i)
                                        != profile.samples().stack(i - 1)
                        ? 1
                        : 0;
            }
        }
        return runs;
    }

    @Property(tries = 100)
    void theGeneratedMessagesReadWhatIsWritten(@ForAll("profiles") Profiles written) throws Exception {
        ExportProfilesServiceRequest request = ExportProfilesServiceRequest.parseFrom(OtlpWriter.write(written));

        ProfilesDictionary dictionary = request.getDictionary();
        assertEquals("", dictionary.getStringTable(0));
        assertEquals(written.stacks().size() + 1, dictionary.getStackTableCount());
        assertEquals(written.profiles().size(), request.getResourceProfilesCount());
        for (int p = 0; p < written.profiles().size(); p++) {
            long total = request.getResourceProfiles(p).getScopeProfiles(0).getProfiles(0).getSamplesList().stream()
                    .flatMap(sample -> sample.getValuesList().stream())
                    .mapToLong(Long::longValue)
                    .sum();
            assertEquals(written.profiles().get(p).samples().total(), total);
        }
    }

    @Property(tries = 500)
    void anyBytesGiveAValueOrAClearError(@ForAll byte[] bytes) {
        readOrRefuse(bytes);
    }

    @Property(tries = 500)
    void damagedMessagesGiveAValueOrAClearError(@ForAll("profiles") Profiles written, @ForAll long seed) {
        byte[] bytes = OtlpWriter.write(written);
        Random random = new Random(seed);
        for (int i = 0; i < 1 + random.nextInt(4) && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        readOrRefuse(bytes);
    }

    @Property(tries = 200)
    void truncatedMessagesGiveAValueOrAClearError(@ForAll("profiles") Profiles written, @ForAll long seed) {
        byte[] bytes = OtlpWriter.write(written);
        readOrRefuse(Arrays.copyOf(bytes, new Random(seed).nextInt(bytes.length + 1)));
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            OtlpReader.read(bytes, OtlpLimits.DEFAULT).profiles().sampleCount();
        } catch (MalformedProfileException e) {
            assertTrue(e.offset() >= 0 && e.offset() <= bytes.length, "offset " + e.offset());
            assertTrue(String.valueOf(e.getMessage()).contains("at byte"), e.getMessage());
        }
    }

    private static void assertSameProfile(
            Profiles writtenIn, ResourceProfile written, Profiles readIn, ResourceProfile read) {
        assertEquals(written.attributes(), read.attributes());
        assertEquals(written.type(), read.type());
        assertEquals(written.startNanos(), read.startNanos());
        assertEquals(written.durationNanos(), read.durationNanos());
        Samples expected = written.samples();
        Samples actual = read.samples();
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(writtenIn.stack(expected.stack(i)), readIn.stack(actual.stack(i)));
            assertEquals(expected.timeNanos(i), actual.timeNanos(i));
            assertEquals(expected.value(i), actual.value(i));
        }
    }
}
