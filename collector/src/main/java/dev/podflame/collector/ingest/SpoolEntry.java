package dev.podflame.collector.ingest;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One accepted request as it lies in the spool.
///
/// @param signal what the payload is
/// @param batch its name, if the sender gave one
/// @param receivedMillis when it came, milliseconds since the Unix epoch; what is too old or too new is judged by this,
///     also when it is read again days later
/// @param gzip whether the payload is compressed
/// @param payload the request's body as it came; not copied
@SuppressWarnings("ArrayRecordComponent") // never compared
record SpoolEntry(Signal signal, Optional<BatchId> batch, long receivedMillis, boolean gzip, byte[] payload) {
    private static final int FIXED_BYTES = 1 + 1 + Long.BYTES + Short.BYTES;

    SpoolEntry {
        requireNonNull(signal, "signal is null");
        requireNonNull(batch, "batch is null");
    }

    /// Bytes of [#encode].
    int size() {
        return FIXED_BYTES + batchText().length + payload.length;
    }

    void encode(ByteBuffer out) {
        byte[] name = batchText();
        out.put((byte) signal.code()).put((byte) (gzip ? 1 : 0)).putLong(receivedMillis);
        out.putShort((short) name.length).put(name).put(payload);
    }

    static SpoolEntry decode(ByteBuffer in) {
        Signal signal = Signal.ofCode(in.get());
        boolean gzip = in.get() != 0;
        long receivedMillis = in.getLong();
        byte[] name = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(name);
        byte[] payload = new byte[in.remaining()];
        in.get(payload);
        Optional<BatchId> batch = name.length == 0
                ? Optional.empty()
                : Optional.of(BatchId.parse(new String(name, StandardCharsets.UTF_8)));
        return new SpoolEntry(signal, batch, receivedMillis, gzip, payload);
    }

    private byte[] batchText() {
        return batch.map(BatchId::toString).orElse("").getBytes(StandardCharsets.UTF_8);
    }
}
