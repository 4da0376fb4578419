import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/// What services do all day, on every core: objects, maps, strings, sorting, calls as deep as a framework's, and a lock
/// that somebody holds too long ten times a second.
///
/// usage: Orders PROGRESS_FILE    each 100 ms a line: nanoseconds since the start, rounds done, CPU nanoseconds used
public final class Orders {
    private static final int ITEMS = 150;
    private static final int DEPTH = 40;
    private static final long HELD_MILLIS = 12;

    record Order(String customer, int article, long cents) {}

    private final LongAdder rounds = new LongAdder();
    private final ReentrantLock stock = new ReentrantLock();
    private final Map<Integer, Long> sold = new HashMap<>();

    public static void main(String[] args) throws Exception {
        Orders orders = new Orders();
        for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
            int seed = core;
            Thread.ofPlatform().name("orders-" + core).daemon().start(() -> orders.work(seed));
        }
        Thread.ofPlatform().name("stocktaking").daemon().start(orders::takeStock);
        orders.report(Path.of(args[0]));
    }

    private void work(int seed) {
        long state = 88172645463325252L + seed;
        while (true) {
            state = throughLayers(state, DEPTH);
            rounds.increment();
        }
    }

    private long throughLayers(long state, int left) {
        return left == 0 ? handle(state) : throughLayers(state + 1, left - 1) ^ left;
    }

    private long handle(long seed) {
        long state = seed;
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            orders.add(new Order("customer-" + (state & 63), (int) (state >>> 8 & 255), state >>> 40));
        }
        orders.sort(Comparator.comparing(Order::customer).thenComparingLong(Order::cents));
        Map<String, Long> bills = new HashMap<>();
        for (Order order : orders) {
            bills.merge(order.customer(), order.cents(), Long::sum);
        }
        book(orders.getLast());
        return state + print(bills).length();
    }

    private static String print(Map<String, Long> bills) {
        StringBuilder text = new StringBuilder();
        bills.forEach((customer, cents) -> text.append(customer).append(": ").append(cents).append('\n'));
        return text.toString();
    }

    private void book(Order order) {
        stock.lock();
        try {
            sold.merge(order.article(), 1L, Long::sum);
        } finally {
            stock.unlock();
        }
    }

    private void takeStock() {
        try {
            while (true) {
                Thread.sleep(100 - HELD_MILLIS);
                stock.lock();
                try {
                    Thread.sleep(HELD_MILLIS);
                } finally {
                    stock.unlock();
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this program", e);
        }
    }

    private void report(Path file) throws IOException, InterruptedException {
        com.sun.management.OperatingSystemMXBean system =
                (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = System.nanoTime();
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                Thread.sleep(100);
                String line = (System.nanoTime() - start) + " " + rounds + " " + system.getProcessCpuTime() + "\n";
                out.write(line.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
