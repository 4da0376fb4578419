package dev.podflame.profile.otlp;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// The bytes of one protobuf message, written to memory.
final class Message {
    private Message() {}

    interface Body {
        void write(CodedOutputStream out) throws IOException;
    }

    static byte[] of(Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        body.write(out);
        out.flush();
        return bytes.toByteArray();
    }
}
