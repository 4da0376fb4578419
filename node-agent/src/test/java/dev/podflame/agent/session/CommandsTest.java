package dev.podflame.agent.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.sample.jfr.Rates;
import dev.podflame.agent.target.Budget;
import dev.podflame.agent.target.JavaEngine;
import dev.podflame.agent.target.ProfileRequest;
import dev.podflame.agent.target.Profiling;
import dev.podflame.profile.ProfileType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private static Rates rates(ProfileRequest... requests) {
        return AskedRates.of(new Profiling(List.of(requests), JavaEngine.AUTO, Budget.DEFAULT));
    }

    @Test
    void everythingAtOnceIsOneRecording() {
        Rates all = rates(
                new ProfileRequest.Cpu(20),
                new ProfileRequest.Wall(Duration.ofMillis(100)),
                new ProfileRequest.Alloc(2 << 20),
                new ProfileRequest.Live(1 << 20),
                new ProfileRequest.Lock(Duration.ofMillis(10)),
                new ProfileRequest.NativeMemory(4 << 20));
        assertEquals(
                "start,event=ctimer,interval=50000000,wall=100000000,alloc=1048576,live,lock=10000000,"
                        + "nativemem=4194304,nofree,jfr,jfropts=31,file=/t/r.jfr,timeout=900,memlimit=37748736,"
                        + "jstackdepth=1024,features=stats,quiet",
                Commands.start(all, Budget.DEFAULT, "/t/r.jfr"));
    }

    @Test
    void cpuTimeIsLookedAtAHundredTimesASecondAtMost() {
        assertEquals(10_000_000, rates(new ProfileRequest.Cpu(199)).cpuNanos());
        assertEquals(52_631_578, rates(new ProfileRequest.Cpu(19)).cpuNanos());
    }

    @Test
    void whatIsNotAskedForIsNotMeasured() {
        Rates lock = rates(new ProfileRequest.Lock(Duration.ZERO));
        assertEquals(1, lock.lockNanos(), "every wait");
        assertFalse(lock.measures(ProfileType.CPU));
        String start = Commands.start(lock, new Budget(1, 1 << 20), "f");
        assertFalse(start.contains("event=") || start.contains("alloc") || start.contains("wall"), start);
        assertTrue(start.contains("memlimit=12582912"), start);
    }

    @Test
    void liveObjectsAloneAreNoAllocations() {
        Rates live = rates(new ProfileRequest.Live(1 << 20));
        assertEquals(1 << 20, live.allocBytes());
        assertFalse(live.measures(ProfileType.ALLOC));
        assertTrue(live.measures(ProfileType.LIVE_OBJECTS));
        assertTrue(AskedRates.without(live, AskedRates.Part.HEAP).isEmpty());
    }

    @Test
    void theProfilersOwnCountersAreItsCost() {
        ProfilerMetrics before = ProfilerMetrics.parse("samples_total 100\nstackwalk_ns_total 1000000\n");
        ProfilerMetrics now = ProfilerMetrics.parse("""
                mem_calltracestorage_kb 10244
                mem_nativelibs_kb 11669
                samples_total 1100
                samples_skipped_total 1
                stackwalk_ns_total 9000000
                stackwalk_ns_avg 8604
                mem_flightrecorder_kb 64
                mem_below_zero_kb 18014398509481983
                something_else x
                """);
        assertEquals(1100, now.samples());
        assertEquals(1, now.skipped());
        assertEquals(9_000_000, now.walkNanos());
        assertEquals("calltracestorage 10, nativelibs 11 MiB", now.memoryWords());
        Cost cost = now.since(before, Duration.ofSeconds(10).toNanos(), 2_000);
        assertEquals(0.1, cost.cpuPercent(), 1e-9);
        assertEquals(21_977L << 10, cost.memoryBytes());
    }

    @Test
    void recordingsEndTogetherAndSnapshotsComeSoonAfterTheStart() {
        long tenMinutes = 600_000;
        assertTrue(RotationPlan.isDue(tenMinutes, 300, 0, false, 0));
        assertFalse(RotationPlan.isDue(tenMinutes, 30, 0, false, 0), "has just begun");
        assertFalse(RotationPlan.isDue(tenMinutes + 60, 300, 0, false, 0));
        assertTrue(RotationPlan.isDue(tenMinutes + 60, 40, 0, true, 0), "the first one");
        assertFalse(RotationPlan.isDue(tenMinutes + 70, 50, 0, true, 0), "not at a full minute");
        assertFalse(RotationPlan.isDue(tenMinutes + 120, 60, 0, true, 1));
        assertTrue(RotationPlan.isDue(tenMinutes + 300, 240, 0, true, 1), "the second one");
        assertFalse(RotationPlan.isDue(tenMinutes + 300, 240, 0, true, 2));
        assertTrue(RotationPlan.isDue(tenMinutes + 10, 20, RotationPlan.MAX_FILE_BYTES + 1, false, 0));
        assertTrue(RotationPlan.isDue(tenMinutes + 10, Commands.TIMEOUT.toSeconds() - 100, 0, false, 0));
    }
}
