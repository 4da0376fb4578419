package dev.podflame.profile.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The few moves on protobuf's wire that every reader here makes.
final class Wire {
    private Wire() {}

    /// Enters a length-delimited field: until [#leave] the stream ends where the field ends.
    static int enter(CodedInputStream in) throws IOException {
        return in.pushLimit(in.readRawVarint32());
    }

    /// Leaves a field entered by [#enter].
    static void leave(CodedInputStream in, int limit) throws IOException {
        in.checkLastTagWas(0);
        in.popLimit(limit);
    }

    /// A text. Bytes that aren't UTF-8 become U+FFFD: a strange function name must not cost a batch.
    static String text(CodedInputStream in) throws IOException {
        return new String(in.readByteArray(), StandardCharsets.UTF_8);
    }

    /// Adds a repeated int32 field, packed into one field.
    static void packedInts(CodedInputStream in, IntTable into) throws IOException {
        int limit = enter(in);
        while (in.getBytesUntilLimit() > 0) {
            into.add(in.readInt32());
        }
        in.popLimit(limit);
    }

    static InvalidProtocolBufferException fault(String reason) {
        return new InvalidProtocolBufferException(reason);
    }
}
