package dev.podflame.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.podflame.collector.flamegraph.FlameGraphBuilder;
import dev.podflame.collector.query.SeriesChoice;
import dev.podflame.collector.query.Subject;
import dev.podflame.collector.query.TablePlan;
import dev.podflame.collector.query.ThreadSums;
import dev.podflame.collector.query.ThreadView;
import dev.podflame.collector.query.TimeRange;
import dev.podflame.collector.store.Retention;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.MergedProfile;
import dev.podflame.profile.ProfileType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentGraphsTest {
    private final RecentGraphs recent = new RecentGraphs();

    @Test
    void theSameQuestionIsAnsweredOnceForAllWhoAskAtTheSameTime() throws Exception {
        AtomicInteger built = new AtomicInteger();
        CountDownLatch asked = new CountDownLatch(4);
        List<Future<ThreadedGraph>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                answers.add(threads.submit(() -> {
                    asked.countDown();
                    asked.await();
                    return recent.get(key(1), true, () -> {
                        built.incrementAndGet();
                        return graph();
                    });
                }));
            }
        }
        for (Future<ThreadedGraph> answer : answers) {
            assertSame(answers.getFirst().get(), answer.get());
        }
        assertEquals(1, built.get());
    }

    @Test
    void anotherRangeIsAnotherGraph() throws Exception {
        assertNotSame(
                recent.get(key(1), true, RecentGraphsTest::graph), recent.get(key(2), true, RecentGraphsTest::graph));
    }

    @Test
    void aFailureIsToldAndTriedAgain() throws Exception {
        StoreException failure = new StoreException(StoreException.UNREACHABLE, "gone", new IOException("gone"));

        assertSame(
                failure,
                assertThrows(
                        StoreException.class,
                        () -> recent.get(key(1), true, () -> {
                            throw failure;
                        })));
        assertEquals(
                0, recent.get(key(1), true, RecentGraphsTest::graph).graph().total());
    }

    @Test
    void onlySoManyGraphsAreKept() throws Exception {
        ThreadedGraph first = recent.get(key(1), true, RecentGraphsTest::graph);
        for (int i = 2; i < 40; i++) {
            recent.get(key(i), true, RecentGraphsTest::graph);
        }

        assertNotSame(first, recent.get(key(1), true, RecentGraphsTest::graph));
    }

    private static GraphKey key(int minute) {
        TimeRange range = new TimeRange(minute * 60L, minute * 60L + 60);
        TablePlan plan = TablePlan.ofService(range, Retention.DEFAULT, Instant.ofEpochSecond(100_000));
        return new GraphKey(
                Subject.of(7, SeriesChoice.all()), ProfileType.CPU, plan, Optional.empty(), ThreadView.NONE, 0);
    }

    private static ThreadedGraph graph() {
        MergedProfile empty = new MergedProfile(ProfileType.CPU, 0, 1, List.of(), List.of(), new long[0]);
        return new ThreadedGraph(FlameGraphBuilder.build(empty), ThreadSums.NONE);
    }
}
