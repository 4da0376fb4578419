package dev.podflame.embedded.http;

import dev.podflame.embedded.chdb.ChdbException;
import dev.podflame.embedded.chdb.Progress;
import dev.podflame.embedded.chdb.ResultChunk;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Sends a result. Its beginning is held back, so that a query that fails early still gets an error status and a small
/// result gets its length and final statistics; beyond that, pieces go out as they come, and a later failure breaks the
/// response off.
final class ResultSender {
    private static final long HOLD = 1 << 20;
    /// With `wait_end_of_query`; the pieces lie in the engine's memory, within its limit.
    private static final long HOLD_FOR_END = 32 << 20;
    private static final int SLICE = 1 << 20;

    private final Exchange exchange;
    private final OutputFormat format;
    private final HttpHeaders headers;
    private final boolean gzip;
    private final long start = System.nanoTime();
    private final List<ResultChunk> held = new ArrayList<>();
    private Progress progress = Progress.NONE;
    private long bytes;
    private boolean headingSent;
    private @Nullable OutputStream gzipped;

    ResultSender(Exchange exchange, OutputFormat format, HttpHeaders headers) {
        this.exchange = exchange;
        this.format = format;
        this.headers = headers;
        String accepted = exchange.head().header("Accept-Encoding");
        this.gzip = exchange.head().parameters().on("enable_http_compression")
                && accepted != null
                && accepted.contains("gzip");
    }

    void send(QueryHandler.Source source) throws IOException, InterruptedException {
        try {
            long limit = exchange.head().parameters().on("wait_end_of_query") ? HOLD_FOR_END : HOLD;
            boolean ended = hold(source, limit);
            headers.set(Summary.HEADER, Summary.of(progress, bytes, System.nanoTime() - start));
            if (ended && !gzip) {
                exchange.respond(200, headers, joined());
                return;
            }
            begin();
            for (ResultChunk chunk = ended ? null : source.next(); chunk != null; chunk = source.next()) {
                try (ResultChunk current = chunk) {
                    write(current);
                }
            }
            end();
        } catch (ChdbException e) {
            breakOff(e);
        } finally {
            held.forEach(ResultChunk::close);
        }
    }

    /// True when the result has ended within the limit.
    private boolean hold(QueryHandler.Source source, long limit) {
        while (bytes <= limit) {
            ResultChunk chunk = source.next();
            if (chunk == null) {
                return true;
            }
            held.add(chunk);
            count(chunk);
        }
        return false;
    }

    private void count(ResultChunk chunk) {
        bytes += chunk.size();
        progress = progress.plus(chunk.progress());
    }

    private ByteBuf joined() {
        ByteBuf content = Unpooled.directBuffer((int) Math.max(bytes, 1));
        for (ResultChunk chunk : held) {
            long skipped = headingToSkip(chunk);
            content.writeBytes(chunk.slice(skipped, (int) (chunk.size() - skipped)));
        }
        return content;
    }

    private void begin() throws IOException, InterruptedException {
        if (gzip) {
            headers.set("Content-Encoding", "gzip");
        }
        exchange.begin(headers);
        if (gzip) {
            gzipped = new GZIPOutputStream(new ExchangeStream(exchange), 1 << 16);
        }
        for (ResultChunk chunk : held) {
            write(chunk);
            chunk.close();
        }
        held.clear();
    }

    private void write(ResultChunk chunk) throws IOException, InterruptedException {
        for (long from = headingToSkip(chunk); from < chunk.size(); from += SLICE) {
            ByteBuffer slice = chunk.slice(from, (int) Math.min(SLICE, chunk.size() - from));
            if (gzipped == null) {
                exchange.write(slice);
            } else {
                byte[] copy = new byte[slice.remaining()];
                slice.get(copy);
                gzipped.write(copy);
            }
        }
    }

    private long headingToSkip(ResultChunk chunk) {
        if (!headingSent) {
            headingSent = true;
            return 0;
        }
        return format.headingLength(chunk.slice(0, (int) Math.min(Integer.MAX_VALUE, chunk.size())));
    }

    private void end() throws IOException {
        if (gzipped != null) {
            gzipped.close();
        }
        exchange.end();
    }

    /// The error's text in the body is for people; programs see that the response has no end.
    private void breakOff(ChdbException error) throws IOException, InterruptedException {
        if (!exchange.begun()) {
            throw error;
        }
        if (gzipped == null) {
            exchange.write(ByteBuffer.wrap(("\n" + error.text() + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        throw error;
    }
}
