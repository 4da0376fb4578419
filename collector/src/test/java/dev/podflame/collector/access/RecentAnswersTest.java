package dev.podflame.collector.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentAnswersTest {
    private long now;
    private final RecentAnswers<String, Integer> answers = new RecentAnswers<>(3, () -> now);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void anAnswerIsKeptForTenSecondsAndNoLonger() throws Exception {
        assertEquals(1, answers.get("a", asked::incrementAndGet));
        now = RecentAnswers.KEPT_NANOS - 1;
        assertEquals(1, answers.get("a", asked::incrementAndGet));
        now = RecentAnswers.KEPT_NANOS;
        assertEquals(2, answers.get("a", asked::incrementAndGet));
    }

    @Test
    void onlySoManyAreKeptAndTheOldestGoFirst() throws Exception {
        for (String question : List.of("a", "b", "c", "d")) {
            answers.get(question, asked::incrementAndGet);
        }

        assertEquals(3, answers.size());
        assertEquals(4, answers.get("d", asked::incrementAndGet));
        assertEquals(5, answers.get("a", asked::incrementAndGet));
    }

    @Test
    void answersThatNobodyAsksForAgainDontStay() throws Exception {
        answers.get("a", asked::incrementAndGet);
        answers.get("b", asked::incrementAndGet);
        now = RecentAnswers.KEPT_NANOS;
        answers.get("c", asked::incrementAndGet);

        assertEquals(1, answers.size());
    }

    @Test
    void aFailureIsToldAndNotKept() throws Exception {
        AccessException failure = AccessException.unavailable("gone", "wait");

        assertEquals(
                failure,
                assertThrows(
                        AccessException.class,
                        () -> answers.get("a", () -> {
                            throw failure;
                        })));
        assertEquals(1, answers.get("a", asked::incrementAndGet));
    }

    @Test
    void whoAsksAtTheSameTimeSharesOneAnswer() throws Exception {
        CountDownLatch together = new CountDownLatch(8);
        List<Future<Integer>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    return answers.get("a", asked::incrementAndGet);
                }));
            }
        }
        for (Future<Integer> one : all) {
            assertEquals(1, one.get());
        }
        assertTrue(asked.get() == 1);
    }
}
