package dev.podflame.agent.session;

import dev.podflame.agent.attach.hotspot.AttachException;
import dev.podflame.agent.attach.hotspot.AttachedJvm;
import dev.podflame.agent.process.SelectedProcess;
import dev.podflame.agent.sample.jfr.Rates;
import dev.podflame.agent.target.Budget;
import dev.podflame.agent.target.Profiling;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records in one JVM from attach to detach: starts recordings, ends a window every ten seconds, watches the cost. Runs
/// on its session's thread.
///
/// Windows end just after the full ten seconds that batches are of, so that what both engines saw in that
/// time goes into one batch; JVMs take turns within three seconds.
final class WindowLoop {

    private static final Logger log = LoggerFactory.getLogger(WindowLoop.class);
    private static final long WINDOW_SECONDS = 10;
    private static final long SHORTEST_MILLIS = 2_000;
    private static final int TURNS = 28;
    private static final long TURN_MILLIS = 100;
    private static final int WINDOWS_PER_COST = 6;

    private final AttachedJvm jvm;
    private final Supplier<Order> order;
    private final WindowDelivery delivery;
    private final WakeUp wake;
    private final Consumer<JvmState> states;
    private final Instant since = Instant.now();
    private final Throttle throttle = new Throttle();
    private final CostMeter meter;
    private Profiling profiling;
    private Starter.Started recording;
    private int recordings;
    private int snapshots;
    private int windows;
    private boolean lookAgain;

    /// What the session is to do.
    ///
    /// @param process the JVM as its target has it now
    /// @param stop whether it is to end
    record Order(SelectedProcess process, boolean stop) {}

    private WindowLoop(
            AttachedJvm jvm, Supplier<Order> order, WindowDelivery delivery, WakeUp wake, Consumer<JvmState> states)
            throws AttachException {
        this.jvm = jvm;
        this.order = order;
        this.delivery = delivery;
        this.wake = wake;
        this.states = states;
        this.meter = new CostMeter(jvm);
        this.profiling = order.get().process().profiling();
        this.recording = start();
    }

    /// How it ended.
    sealed interface End {
        record Stopped() implements End {}

        record JvmEnded() implements End {}

        /// It costs too much.
        ///
        /// @param message how much, and the cure
        record OverBudget(String message) implements End {}
    }

    /// Records until the session is to end, or the JVM has ended, or it costs too much.
    static End run(
            AttachedJvm jvm, Supplier<Order> order, WindowDelivery delivery, WakeUp wake, Consumer<JvmState> states)
            throws AttachException, IOException, InterruptedException {
        return new WindowLoop(jvm, order, delivery, wake, states).run();
    }

    private End run() throws AttachException, IOException, InterruptedException {
        while (true) {
            long end = nextEnd(System.currentTimeMillis());
            wake.waitUntil(Instant.ofEpochMilli(end));
            Order now = order.get();
            if (!jvm.isAlive()) {
                deliver(recording.recording().last(), now, false);
                return new End.JvmEnded();
            }
            if (now.stop()) {
                deliver(recording.recording().stop(), now, snapshots == 0);
                return new End.Stopped();
            }
            boolean changed = !now.process().profiling().equals(profiling);
            boolean early = System.currentTimeMillis() < end;
            if (changed) {
                rotate(now, snapshots == 0);
            } else if (!early && !window(now, end / 1000)) {
                return new End.OverBudget(overBudget());
            }
        }
    }

    /// One regular end of a window; whether profiling may go on.
    private boolean window(Order now, long endSeconds) throws AttachException, IOException, InterruptedException {
        Recording current = recording.recording();
        boolean live = current.rates().live();
        long windowEnd = endSeconds - endSeconds % WINDOW_SECONDS;
        long age = endSeconds - current.startedSeconds();
        windows++;
        boolean measure = windows == 1 || windows % WINDOWS_PER_COST == 0 || lookAgain;
        Throttle.Advice advice =
                measure ? throttle.judge(meter.measure(), budget(), System.nanoTime()) : Throttle.Advice.STAY;
        lookAgain = advice == Throttle.Advice.BEGIN_ANEW;
        if (advice == Throttle.Advice.GIVE_UP) {
            deliver(current.stop(), now, false);
            return false;
        }
        if (advice == Throttle.Advice.CHANGE) {
            log.info(
                    "JVM {} is looked at {} times more seldom than asked for: it costs {}",
                    jvmPid(),
                    throttle.factor(),
                    costs());
        }
        if (lookAgain) {
            log.info("The recording in JVM {} begins anew, it is over its budget: it costs {}", jvmPid(), costs());
        }
        boolean due = RotationPlan.isDue(windowEnd, age, current.bytes(), live, snapshots);
        if (due || lookAgain || advice == Throttle.Advice.CHANGE) {
            rotate(now, due);
        } else if (!deliver(current.nextWindow(), now, false)) {
            rotate(now, false);
        }
        tell();
        return true;
    }

    /// Such as `0.31 % of a CPU and 22 MiB (calltracestorage 10, nativelibs 11 MiB)`.
    private String costs() {
        Cost cost = meter.cost();
        return String.format(
                Locale.ROOT,
                "%.2f %% of a CPU and %d MiB (%s)",
                cost.cpuPercent(),
                cost.memoryBytes() >> 20,
                meter.memoryWords());
    }

    private String overBudget() {
        return String.format(
                Locale.ROOT,
                "async-profiler costs %s%s; the target's budget is %s %% and %d MiB: raise it, or ask for fewer profiles",
                costs(),
                throttle.factor() == 1 ? "" : " even when it looks " + throttle.factor() + " times more seldom",
                budget().cpuPercent(),
                budget().memoryBytes() >> 20);
    }

    private void rotate(Order now, boolean withLive) throws AttachException, IOException, InterruptedException {
        Recording ended = recording.recording();
        deliver(ended.stop(), now, withLive);
        if (withLive && ended.rates().live()) {
            snapshots++;
        }
        profiling = now.process().profiling();
        recording = start();
    }

    private boolean deliver(List<Reading> readings, Order now, boolean withLive) throws InterruptedException {
        return delivery.deliver(readings, now.process(), withLive);
    }

    private Starter.Started start() throws AttachException {
        Rates rates = throttle.apply(AskedRates.of(profiling));
        delivery.begin(rates);
        Starter.Started started = Starter.start(
                jvm, "recording-" + ++recordings + ".jfr", new Recording.Wish(rates, budget(), delivery.lines()));
        meter.restart();
        recording = started;
        tell();
        return started;
    }

    private void tell() {
        states.accept(new JvmState.Running(since, meter.cost(), throttle.factor(), recording.missing()));
    }

    private Budget budget() {
        return profiling.budget();
    }

    private long jvmPid() {
        return jvm.process().key().pid();
    }

    /// When the next window ends, milliseconds since the epoch.
    private long nextEnd(long nowMillis) {
        long turn = Math.floorMod(jvmPid(), TURNS) * TURN_MILLIS;
        long window = WINDOW_SECONDS * 1000;
        long passed = Math.floorMod(nowMillis + SHORTEST_MILLIS - turn, window);
        return nowMillis + SHORTEST_MILLIS + window - passed;
    }
}
