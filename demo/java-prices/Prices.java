package shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// A small service: each request writes a price list, reads it back with a
/// regular expression, sorts it, keeps it among the latest, and answers with
/// the cheapest articles as JSON, packed if asked for. It looks through the
/// latest lists while it holds their lock, so requests wait for each other.
///
/// usage: Prices PORT_FILE    the port, chosen by the system, is written there
public final class Prices {
    private static final int ARTICLES = 1_500;
    private static final int LISTS_KEPT = 40;
    private static final Pattern LINE = Pattern.compile("(\\w+)\\s+([A-Z]{3})\\s+(\\d+)\\.(\\d{2})\n");

    private static final Deque<List<Article>> latest = new ArrayDeque<>();

    record Article(String name, String currency, long cents) {}

    private Prices() {}

    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/work", Prices::answer);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.start();
        announce(server.getAddress().getPort(), Path.of(args[0]));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            List<Article> articles = parsePriceList(writePriceList(new Random()));
            sortByPrice(articles);
            long cheapestOfLatest = keep(articles);
            byte[] body = cheapestAsJson(articles, 10, cheapestOfLatest).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            if (String.valueOf(exchange.getRequestHeaders().getFirst("Accept-Encoding")).contains("gzip")) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                body = packed(body);
            }
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    static String writePriceList(Random random) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < ARTICLES; i++) {
            list.append("article").append(i).append(i % 3 == 0 ? "   EUR " : " USD ");
            list.append(random.nextInt(1, 10_000)).append('.').append(random.nextInt(10, 100)).append('\n');
        }
        return list.toString();
    }

    static List<Article> parsePriceList(String list) {
        List<Article> articles = new ArrayList<>(ARTICLES);
        Matcher matcher = LINE.matcher(list);
        while (matcher.find()) {
            long cents = Long.parseLong(matcher.group(3)) * 100 + Long.parseLong(matcher.group(4));
            articles.add(new Article(matcher.group(1), matcher.group(2), cents));
        }
        return articles;
    }

    static void sortByPrice(List<Article> articles) {
        articles.sort(Comparator.comparing(Article::currency)
                .thenComparingLong(Article::cents)
                .thenComparing(Article::name));
    }

    /// Adds a list to the latest ones; the lowest price in all of them, in cents.
    static long keep(List<Article> articles) {
        synchronized (latest) {
            latest.addLast(articles);
            if (latest.size() > LISTS_KEPT) {
                latest.removeFirst();
            }
            return lowest(latest);
        }
    }

    private static long lowest(Collection<List<Article>> lists) {
        long lowest = Long.MAX_VALUE;
        for (List<Article> list : lists) {
            for (Article article : list) {
                lowest = Math.min(lowest, article.cents());
            }
        }
        return lowest;
    }

    static String cheapestAsJson(List<Article> articles, int count, long cheapestOfLatest) {
        StringBuilder json = new StringBuilder("{\"cheapestOfLatest\":").append(cheapestOfLatest);
        json.append(",\"articles\":[");
        String comma = "";
        for (Article article : articles.subList(0, Math.min(count, articles.size()))) {
            json.append(comma).append(String.format("{\"name\":\"%s\",\"cents\":%d}", article.name(), article.cents()));
            comma = ",";
        }
        return json.append("]}").toString();
    }

    static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    /// In one step, so that nobody reads half a port.
    private static void announce(int port, Path portFile) throws IOException {
        Path part = Path.of(portFile + ".part");
        Files.writeString(part, port + "\n");
        Files.move(part, portFile, StandardCopyOption.ATOMIC_MOVE);
    }
}
