package dev.podflame.profile.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads an `ExportProfilesServiceRequest` (`ProfilesData` has the same fields) straight from the wire.
///
/// Not through generated messages: they would read a sample of the 1.9 layout as one without values, see [WireSample],
/// and they hold an object per number. The message is walked twice, because the dictionary that everything points to
/// usually comes last.
public final class OtlpReader {
    private final OtlpLimits limits;
    private final WireDictionary wire;
    private final Profiles.Dictionary dictionary = new Profiles.Dictionary();
    private final List<ResourceProfile> profiles = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();
    private int samplesV19;
    private int samplesV110;

    private OtlpReader(OtlpLimits limits) {
        this.limits = limits;
        this.wire = new WireDictionary(limits);
    }

    /// Reads a whole message.
    ///
    /// @throws MalformedProfileException if the bytes aren't one, point outside their tables or go past the limits
    public static OtlpRead read(byte[] bytes, OtlpLimits limits) throws MalformedProfileException {
        if (bytes.length > limits.maxBytes()) {
            throw new MalformedProfileException(
                    0, "the message has " + bytes.length + " bytes, more than the " + limits.maxBytes() + " allowed");
        }
        return new OtlpReader(limits).readRequest(bytes);
    }

    private OtlpRead readRequest(byte[] bytes) throws MalformedProfileException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        try {
            eachField(in, Tags.REQUEST_DICTIONARY, wire::read);
            StackResolver stacks = new StackResolver(wire, dictionary, limits);
            ProfileReader reader = new ProfileReader(wire, stacks);
            in = CodedInputStream.newInstance(bytes);
            eachField(in, Tags.REQUEST_RESOURCE_PROFILES, field -> readResourceProfiles(field, reader));
            samplesV19 = reader.samplesV19();
            samplesV110 = reader.samplesV110();
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedProfileException(in.getTotalBytesRead(), String.valueOf(e.getMessage()));
        } catch (IOException | ArithmeticException e) {
            throw new MalformedProfileException(
                    in.getTotalBytesRead(), "unreadable number or length: " + e.getMessage());
        }
        return new OtlpRead(dictionary.profiles(profiles), samplesV19, samplesV110, rejected);
    }

    private void readResourceProfiles(CodedInputStream in, ProfileReader reader) throws IOException {
        Map<String, String> attributes = new TreeMap<>();
        List<ProfileReader.Read> read = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Tags.RESOURCE_PROFILES_RESOURCE -> {
                    int limit = Wire.enter(in);
                    eachField(in, Tags.RESOURCE_ATTRIBUTE, field -> Attributes.readKeyValue(field, attributes::put));
                    Wire.leave(in, limit);
                }
                case Tags.RESOURCE_PROFILES_SCOPE -> {
                    int limit = Wire.enter(in);
                    eachField(in, Tags.SCOPE_PROFILES_PROFILE, field -> read.add(reader.read(field)));
                    Wire.leave(in, limit);
                }
                default -> in.skipField(tag);
            }
        }
        for (ProfileReader.Read profile : read) {
            switch (profile) {
                case ProfileReader.Kept(ProfileType type, long start, long duration, Samples samples) ->
                    profiles.add(new ResourceProfile(attributes, type, start, duration, samples));
                case ProfileReader.Rejected(String reason) -> rejected.add(reason);
            }
        }
    }

    private interface FieldReader {
        void read(CodedInputStream in) throws IOException;
    }

    private static void eachField(CodedInputStream in, int wanted, FieldReader reader) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == wanted) {
                int limit = Wire.enter(in);
                reader.read(in);
                Wire.leave(in, limit);
            } else {
                in.skipField(tag);
            }
        }
    }
}
