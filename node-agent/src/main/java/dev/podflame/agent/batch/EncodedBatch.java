package dev.podflame.agent.batch;

import static java.util.Objects.requireNonNull;

/// A batch as it goes to disk and over the wire.
public final class EncodedBatch {
    private final Encoding encoding;
    private final byte[] bytes;

    /// Formats that the collector takes. The suffix is the name of a spooled file's kind: a batch is sent by the agent
    /// that finds it, which may be a later version than the one that wrote it.
    public enum Encoding {
        OTLP_PROFILES("otlp-profiles", "/v1development/profiles"),
        OTLP_METRICS("otlp-metrics", "/v1/metrics");

        private final String suffix;
        private final String path;

        Encoding(String suffix, String path) {
            this.suffix = suffix;
            this.path = path;
        }

        public String suffix() {
            return suffix;
        }

        /// Where the collector takes it.
        public String path() {
            return path;
        }

        public String contentType() {
            return "application/x-protobuf";
        }

        public String contentEncoding() {
            return "gzip";
        }
    }

    /// @param bytes given away, not copied
    public EncodedBatch(Encoding encoding, byte[] bytes) {
        this.encoding = requireNonNull(encoding, "encoding is null");
        this.bytes = requireNonNull(bytes, "bytes is null");
    }

    public Encoding encoding() {
        return encoding;
    }

    /// The batch's own bytes, not a copy.
    public byte[] bytes() {
        return bytes;
    }
}
