package dev.podflame.bench.part;

import dev.podflame.bench.report.Latencies;
import dev.podflame.bench.synthetic.SyntheticProfiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks the collector's API, one question at a time, and looks at the clock.
final class Api implements AutoCloseable {
    /// Questions asked first, on other ranges, so that the collector's code is compiled.
    static final int WARM_UP = 5;

    private static final int HEAD_BYTES = 1000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI collector;
    private final boolean gzip;

    Api(URI collector, boolean gzip) {
        this.collector = collector;
        this.gzip = gzip;
    }

    /// A question about a range: path and parameters other than `from` and `to`.
    record Question(String path, long fromSeconds, long seconds, long shiftSeconds) {
        String at(int shift) {
            long from = fromSeconds + shift * shiftSeconds;
            return "/api/v1/" + path + "&from=" + from * 1000 + "&to=" + (from + seconds) * 1000;
        }
    }

    /// A path about one service.
    static String of(String path, String service) {
        return path + "?namespace=" + SyntheticProfiles.NAMESPACE + "&service=" + service;
    }

    /// The question again and again, each time about a range that begins a step later.
    Latencies ask(Question question, int times) throws IOException, InterruptedException {
        long[] nanos = new long[times];
        for (int i = -WARM_UP; i < times; i++) {
            long start = System.nanoTime();
            answer(question.at(i + WARM_UP + 1));
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
        }
        return new Latencies(nanos);
    }

    /// The whole answer.
    byte[] answer(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(collector.resolve(path));
        if (gzip) {
            request.header("Accept-Encoding", "gzip");
        }
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    path + ": " + answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }

    /// A number in the head of an answer.
    static long number(byte[] json, String name) throws IOException {
        String head = new String(json, 0, Math.min(json.length, HEAD_BYTES), StandardCharsets.UTF_8);
        Matcher matcher = Pattern.compile('"' + name + "\"\\s*:\\s*(\\d+)").matcher(head);
        if (!matcher.find()) {
            throw new IOException("the answer has no " + name + ": " + head);
        }
        return Long.parseLong(matcher.group(1));
    }

    @Override
    public void close() {
        http.close();
    }
}
