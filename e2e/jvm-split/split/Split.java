package split;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A program whose profile is known by construction, because it counts what it does: CPU in two methods 7:3, bytes
/// allocated in two methods 3:1, waits for a monitor and for a lock 2:1, sleeps, and memory that it keeps. It prints
/// nothing.
///
/// usage: Split PROGRESS_FILE [NAME=NUMBER]...
///   cpu      share of a core (0.5)
///   alloc    MiB of garbage a second (64), 0: as much as it can
///   keep     MiB a second (0) that stay alive on the heap, up to 96 MiB
///   native   MiB a second (0) outside the heap
///   threads  threads (0) that do nothing
///
/// It ends when its standard input does, and so with whoever started it.
///
/// Written for Java 8, so that every Java that is profiled can run it.
public final class Split {
    private Split() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Counters counters = new Counters();
        List<Thread> threads = new ArrayList<Thread>();
        threads.add(new Thread(new Cpu(counters, option(args, "cpu", 0.5)), "split-cpu"));
        threads.add(new Thread(new Allocation(counters, option(args, "alloc", 64)), "split-alloc"));
        MonitorWaits monitor = new MonitorWaits(counters);
        threads.add(new Thread(monitor.holder(), "split-monitor-holder"));
        threads.add(new Thread(monitor, "split-monitor-waiter"));
        LockWaits lock = new LockWaits(counters);
        threads.add(new Thread(lock.holder(), "split-lock-holder"));
        threads.add(new Thread(lock, "split-lock-waiter"));
        threads.add(new Thread(new Sleeper(counters), "split-sleeper"));
        if (option(args, "keep", 0) > 0) {
            threads.add(new Thread(new Keeper(counters, option(args, "keep", 0)), "split-keeper"));
        }
        if (option(args, "native", 0) > 0) {
            threads.add(new Thread(new NativeMemory(counters, option(args, "native", 0)), "split-native"));
        }
        for (int i = 0; i < option(args, "threads", 0); i++) {
            threads.add(new Thread(null, new Idler(), "split-idler-" + i, 128 << 10));
        }
        threads.add(new Thread(new InputEnd(), "split-input"));
        for (Thread thread : threads) {
            thread.setDaemon(true);
            thread.start();
        }
        new Progress(new File(args[0]), counters).run();
    }

    /// Of several, the last counts.
    private static double option(String[] args, String name, double fallback) {
        double value = fallback;
        for (int i = 1; i < args.length; i++) {
            if (args[i].startsWith(name + "=")) {
                value = Double.parseDouble(args[i].substring(name.length() + 1));
            }
        }
        return value;
    }
}
