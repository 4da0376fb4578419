package dev.podflame.agent.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import one.profiler.AsyncProfiler;

/// A program with a known split of CPU time, allocations, waits for a lock, and live objects. Runs async-profiler's
/// commands that come on its standard input, so that sessions can be tested without an attach. Keeps to Java 17.
public final class SplitWork {
    private static final int KEPT = 300;
    private static final Object LOCK = new Object();
    private static final Object ALLOCATING = new Object();
    private static volatile boolean resting;
    static volatile long sink;
    static volatile byte[] garbage = {};
    private static final Deque<byte[]> kept = new ArrayDeque<>();

    private SplitWork() {}

    public static void main(String[] args) throws IOException {
        daemon("cpu-1", () -> {
            spinTwice();
            spinOnce();
        });
        daemon("alloc-1", () -> {
            synchronized (ALLOCATING) {
                if (!resting) {
                    smallOnes();
                    largeOne();
                    keep();
                }
            }
            pause(10);
        });
        for (int i = 1; i <= 2; i++) {
            daemon("locker-" + i, SplitWork::waitForLock);
        }
        AsyncProfiler profiler = AsyncProfiler.getInstance(args[0]);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(answer(profiler, line).strip());
            System.out.println(".");
            System.out.flush();
        }
    }

    private static String answer(AsyncProfiler profiler, String line) throws IOException {
        if (line.equals("rest")) {
            // From here on only what is kept is left.
            synchronized (ALLOCATING) {
                resting = true;
            }
            System.gc();
            return "";
        }
        if (line.equals("cpu")) {
            return String.valueOf(ProcessHandle.current()
                    .info()
                    .totalCpuDuration()
                    .orElseThrow()
                    .toNanos());
        }
        try {
            return profiler.execute(line);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return "error " + e.getMessage();
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    while (true) {
                        work.run();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    static void spinTwice() {
        spin(2);
    }

    static void spinOnce() {
        spin(1);
    }

    private static void spin(int times) {
        long x = 0;
        for (int i = 0; i < times * 3_000_000; i++) {
            x += i * 31L ^ x;
        }
        sink = x;
    }

    /// 1 MiB in objects of 1 KiB.
    static void smallOnes() {
        for (int i = 0; i < 1024; i++) {
            garbage = new byte[1024 - 16];
        }
    }

    /// 3 MiB at once.
    static void largeOne() {
        garbage = new byte[3 << 20];
    }

    /// Always 300 objects of 100 KiB, ten of them new.
    static void keep() {
        for (int i = 0; i < 10; i++) {
            kept.addLast(new byte[100 << 10]);
            if (kept.size() > KEPT) {
                kept.removeFirst();
            }
        }
    }

    /// One of two threads has the lock for 20 ms while the other waits.
    static void waitForLock() {
        synchronized (LOCK) {
            pause(20);
        }
        // Gives the other one its turn.
        pause(1);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
