package shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A small service: each request writes a price list, reads it back with a
/// regular expression, sorts it and answers with the cheapest articles as JSON.
///
/// usage: Prices PORT_FILE    the port, chosen by the system, is written there
public final class Prices {
    private static final int ARTICLES = 1_500;
    private static final Pattern LINE = Pattern.compile("(\\w+)\\s+([A-Z]{3})\\s+(\\d+)\\.(\\d{2})\n");

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
            byte[] body = cheapestAsJson(articles, 10).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
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

    static String cheapestAsJson(List<Article> articles, int count) {
        StringBuilder json = new StringBuilder("[");
        for (Article article : articles.subList(0, Math.min(count, articles.size()))) {
            json.append(json.length() > 1 ? "," : "");
            json.append(String.format("{\"name\":\"%s\",\"cents\":%d}", article.name(), article.cents()));
        }
        return json.append(']').toString();
    }

    /// In one step, so that nobody reads half a port.
    private static void announce(int port, Path portFile) throws IOException {
        Path part = Path.of(portFile + ".part");
        Files.writeString(part, port + "\n");
        Files.move(part, portFile, StandardCopyOption.ATOMIC_MOVE);
    }
}
