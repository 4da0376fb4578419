package dev.podflame.collector.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.query.ThreadSums.Named;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.MergedProfile;
import dev.podflame.profile.ProfileType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ThreadFramesTest {
    private static final String T = "@";
    private static final String S = "!";

    @Test
    void stacksOfAllThreadsBecomeOne() {
        MergedProfile profile =
                profile("@exec-#;!waiting;main;park 5", "@exec-#;!runnable;main;work 3", "@gc;!runnable;main;work 4");

        ThreadedProfile code = ThreadFrames.apply(profile, ThreadView.NONE);

        assertEquals(Map.of("main;park", 5L, "main;work", 7L), folded(code.profile()));
        assertEquals(
                List.of(new Named("exec-#", 8), new Named("gc", 4)),
                code.threads().threads());
        assertEquals(
                List.of(new Named("runnable", 7), new Named("waiting", 5)),
                code.threads().states());
    }

    @Test
    void stacksBeginWithWhatIsAskedFor() {
        MergedProfile profile = profile("@exec-#;!waiting;main 5", "@gc;!waiting;main 3", "@gc;!runnable;main 4");

        assertEquals(
                Map.of("@exec-#;main", 5L, "@gc;main", 7L),
                folded(profile, new ThreadView(true, false, Set.of(), Set.of())));
        assertEquals(
                Map.of("!waiting;main", 8L, "!runnable;main", 4L),
                folded(profile, new ThreadView(false, true, Set.of(), Set.of())));
        assertEquals(folded(profile), folded(profile, new ThreadView(true, true, Set.of(), Set.of())));
    }

    @Test
    void aThreadIsChosenByItsWholeNameAndTheOthersStayInSight() {
        MergedProfile profile = profile("@exec-#;main 5", "@exec-##;main 3", "@gc;mark 4");

        ThreadedProfile chosen =
                ThreadFrames.apply(profile, new ThreadView(false, false, Set.of("exec-#", "gc"), Set.of()));

        assertEquals(Map.of("main", 5L, "mark", 4L), folded(chosen.profile()));
        assertEquals(3, chosen.threads().threads().size());
        assertEquals(
                0,
                ThreadFrames.apply(profile, new ThreadView(false, false, Set.of("exec"), Set.of()))
                        .profile()
                        .total());
    }

    @Test
    void threadsThatAreLeftOutLeaveTheOthersAndStayInSight() {
        MergedProfile profile = profile("@exec-#;main 5", "@exec-##;main 3", "@gc;mark 4");

        ThreadedProfile rest = ThreadFrames.apply(profile, new ThreadView(false, false, Set.of(), Set.of("gc")));
        ThreadedProfile both =
                ThreadFrames.apply(profile, new ThreadView(false, false, Set.of("exec-#", "gc"), Set.of("gc")));

        assertEquals(Map.of("main", 8L), folded(rest.profile()));
        assertEquals(3, rest.threads().threads().size());
        assertEquals(Map.of("main", 5L), folded(both.profile()));
    }

    @Test
    void stacksOfAnEngineThatKnowsNoThreadsAreNamedSo() {
        MergedProfile profile = profile("@exec-#;main 5", "main 3", "@gc 2");

        assertEquals(
                Map.of("@exec-#;main", 5L, "@(thread not known);main", 3L, "@gc", 2L),
                folded(profile, new ThreadView(true, true, Set.of(), Set.of())));
        assertEquals(Map.of("main", 8L, "", 2L), folded(profile, ThreadView.NONE));
        assertEquals(
                Map.of("main", 3L),
                folded(profile, new ThreadView(false, false, Set.of("(thread not known)"), Set.of())));
    }

    @Test
    void aProfileWithoutThreadsIsHandedOnAsItIs() {
        MergedProfile profile = profile("main;work 5", "main 3");

        ThreadedProfile same = ThreadFrames.apply(profile, new ThreadView(true, true, Set.of(), Set.of()));

        assertSame(profile, same.profile());
        assertEquals(ThreadSums.NONE, same.threads());
        assertEquals(
                0,
                ThreadFrames.apply(profile, new ThreadView(false, false, Set.of("a"), Set.of()))
                        .profile()
                        .total());
    }

    @Test
    void framesThatNoStackHasAnyMoreAreLeftOut() {
        MergedProfile code = ThreadFrames.apply(profile("@exec-#;!waiting;main 5"), ThreadView.NONE)
                .profile();

        assertEquals(List.of("main"), code.frames().stream().map(Frame::name).toList());
    }

    @Property
    void theTotalIsThatOfTheThreadsAndNoTwoStacksAreEqual(@ForAll("profiles") List<String> stacks) {
        MergedProfile profile = profile(stacks.toArray(String[]::new));
        for (ThreadView view : List.of(
                ThreadView.NONE,
                new ThreadView(true, false, Set.of(), Set.of()),
                new ThreadView(false, true, Set.of(), Set.of()),
                new ThreadView(true, true, Set.of(), Set.of()),
                new ThreadView(false, false, Set.of("a"), Set.of()))) {
            ThreadedProfile shown = ThreadFrames.apply(profile, view);
            if (shown.threads().threads().isEmpty()) {
                continue;
            }
            long threads = shown.threads().threads().stream()
                    .filter(thread -> view.only().isEmpty() || view.only().contains(thread.name()))
                    .mapToLong(Named::value)
                    .sum();
            assertEquals(threads, shown.profile().total());
            assertEquals(
                    shown.profile().stacks().size(), folded(shown.profile()).size());
            if (view.only().isEmpty()) {
                assertEquals(profile.total(), shown.profile().total());
            }
        }
    }

    @Property
    void theTreeByThreadHasTheTreeWithoutThemBelowItsThreads(@ForAll("profiles") List<String> stacks) {
        MergedProfile profile = profile(stacks.toArray(String[]::new));

        MergedProfile byThread = ThreadFrames.apply(profile, new ThreadView(true, false, Set.of(), Set.of()))
                .profile();

        assertEquals(
                folded(ThreadFrames.apply(profile, ThreadView.NONE).profile()),
                folded(ThreadFrames.apply(byThread, ThreadView.NONE).profile()));
    }

    @Test
    void parametersAreRead() throws Exception {
        assertEquals(ThreadView.NONE, ThreadView.parse(Map.of("by", List.of(""))));
        assertEquals(
                new ThreadView(true, true, Set.of("a,b", "c"), Set.of()),
                ThreadView.parse(Map.of("by", List.of("state,thread"), "thread", List.of("a,b", "c"))));
        BadQueryException bad =
                assertThrows(BadQueryException.class, () -> ThreadView.parse(Map.of("by", List.of("pod"))));
        assertTrue(bad.cure().contains("thread,state"), bad.cure());
    }

    /// Stacks of few threads, states and functions, some without thread, some with nothing else.
    @Provide
    Arbitrary<List<String>> profiles() {
        Arbitrary<String> thread = Arbitraries.of("", "@a;", "@b;", "@c;");
        Arbitrary<String> state = Arbitraries.of("", "!runnable;", "!waiting;");
        Arbitrary<String> code =
                Arbitraries.of("f", "g", "h").list().ofMaxSize(4).map(names -> String.join(";", names));
        Arbitrary<Long> value = Arbitraries.longs().between(0, 1000);
        return thread.flatMap(t -> state.flatMap(s -> code.flatMap(c -> value.map(v -> trimmed(t + s + c) + " " + v))))
                .list()
                .ofMaxSize(40);
    }

    private static String trimmed(String stack) {
        return stack.endsWith(";") ? stack.substring(0, stack.length() - 1) : stack;
    }

    private static Map<String, Long> folded(MergedProfile profile, ThreadView view) {
        return folded(ThreadFrames.apply(profile, view).profile());
    }

    /// `@` marks threads, `!` states.
    static Map<String, Long> folded(MergedProfile profile) {
        Map<String, Long> folded = new TreeMap<>();
        for (int i = 0; i < profile.values().length; i++) {
            List<String> names = new ArrayList<>();
            for (int frame : profile.stacks().get(i)) {
                Frame one = profile.frames().get(frame);
                String mark = one.kind() == FrameKind.THREAD ? T : one.kind() == FrameKind.THREAD_STATE ? S : "";
                names.add(mark + one.name());
            }
            folded.merge(String.join(";", names), profile.values()[i], Long::sum);
        }
        return folded;
    }

    static MergedProfile profile(String... folded) {
        List<Frame> frames = new ArrayList<>();
        List<int[]> stacks = new ArrayList<>();
        long[] values = new long[folded.length];
        for (int i = 0; i < folded.length; i++) {
            int space = folded[i].lastIndexOf(' ');
            values[i] = Long.parseLong(folded[i].substring(space + 1));
            String[] names =
                    space == 0 ? new String[0] : folded[i].substring(0, space).split(";", -1);
            int[] stack = new int[names.length];
            for (int d = 0; d < names.length; d++) {
                Frame frame = frame(names[d]);
                if (!frames.contains(frame)) {
                    frames.add(frame);
                }
                stack[d] = frames.indexOf(frame);
            }
            stacks.add(stack);
        }
        return new MergedProfile(ProfileType.WALL, 0, 60_000, frames, stacks, values);
    }

    private static Frame frame(String name) {
        return name.startsWith(T)
                ? Frame.of(name.substring(1), "", FrameKind.THREAD)
                : name.startsWith(S)
                        ? Frame.of(name.substring(1), "", FrameKind.THREAD_STATE)
                        : Frame.of(name, "app", FrameKind.JVM);
    }
}
