package dev.podflame.agent.sample.jfr;

import dev.podflame.agent.sample.jfr.StackNames.State;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import one.jfr.JfrReader;
import one.jfr.event.AllocationSample;
import one.jfr.event.ContendedLock;
import one.jfr.event.Event;
import one.jfr.event.ExecutionSample;
import one.jfr.event.LiveObject;
import one.jfr.event.MallocEvent;

/// Reads the events of one chunk, one after the other, and adds up what they stand for. Used once, by one thread.
public final class WindowReader {

    /// A window of a busy JVM has some ten thousand; more than this is a broken one, or one that costs too much.
    static final int MAX_EVENTS = 1_000_000;

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final String OWN_THREADS = "Async-profiler ";

    private final JfrReader chunk;
    private final Rates rates;
    private final Profiles.Dictionary dictionary = new Profiles.Dictionary();
    private final StackNames stacks;
    private final Map<ProfileType, Samples.Builder> samples = new EnumMap<>(ProfileType.class);
    private final WholeNumbers objects = new WholeNumbers();
    private final WholeNumbers liveObjects = new WholeNumbers();
    private final WholeNumbers contentions = new WholeNumbers();
    private final boolean lines;
    private final int sleeping;
    private final int ofCpu;

    private WindowReader(JfrReader chunk, Rates rates, boolean lines) {
        this.chunk = chunk;
        this.rates = rates;
        this.lines = lines;
        this.stacks = new StackNames(chunk, new FrameNames(chunk, lines), dictionary);
        this.sleeping = chunk.getEnumKey("jdk.types.ThreadState", "STATE_SLEEPING");
        this.ofCpu = chunk.getEnumKey("jdk.types.ThreadState", "STATE_DEFAULT");
    }

    /// Reads a chunk.
    ///
    /// @param bytes exactly one complete chunk
    /// @param lines whether frames keep their line, which makes several stacks of one
    public static Window read(ByteBuffer bytes, Rates rates, boolean lines) throws BrokenWindowException {
        try (JfrReader chunk = new JfrReader(bytes)) {
            // What a broken chunk takes for another one is none.
            chunk.stopAtNewChunk = true;
            return new WindowReader(chunk, rates, lines).read();
        } catch (IOException | RuntimeException e) {
            // The reader believes what it reads: bad lengths and references end in all kinds of exceptions.
            throw new BrokenWindowException("a chunk can't be read: " + e, e);
        } catch (OutOfMemoryError | StackOverflowError e) {
            // Tables whose announced size is nonsense; nothing was allocated, and nothing is held after this.
            throw new BrokenWindowException("a chunk announces more than fits into memory", e);
        }
    }

    private Window read() throws IOException, BrokenWindowException {
        long events = 0;
        for (Event event = chunk.readEvent(); event != null; event = chunk.readEvent()) {
            if (++events > MAX_EVENTS) {
                throw new BrokenWindowException("a chunk has more than " + MAX_EVENTS + " events");
            }
            add(event);
        }
        Profiles named = dictionary.profiles(List.of());
        Map<ProfileType, Samples> built = new EnumMap<>(ProfileType.class);
        samples.forEach((type, builder) -> built.put(type, builder.build()));
        return new Window(
                chunk.chunkStartNanos, chunk.chunkEndNanos, named.locations(), named.stacks(), built, events, lines);
    }

    private void add(Event event) {
        switch (event) {
            case ExecutionSample look when look.threadState == ofCpu -> cpu(look);
            case ExecutionSample look -> wall(look);
            case AllocationSample allocation -> allocation(allocation);
            case LiveObject object -> live(object);
            case ContendedLock wait -> lock(wait);
            case MallocEvent malloc
            when malloc.size > 0 ->
                add(ProfileType.NATIVE_MEMORY, malloc, Upscaling.bySum(malloc.size, rates.nativeBytes()));
            default -> {
                // Events about the JVM as a whole, and others that nobody has asked for.
            }
        }
    }

    private void cpu(ExecutionSample look) {
        add(ProfileType.CPU, look, look.samples * rates.cpuNanos());
    }

    /// A thread that sleeps on makes one event of many looks, the first of which is at the event's time. They
    /// are spread over that time again, a second at a time.
    private void wall(ExecutionSample looks) {
        // The profiler's own threads do nothing but wait.
        if (!rates.measures(ProfileType.WALL) || stacks.thread(looks.tid).startsWith(OWN_THREADS)) {
            return;
        }
        State state = looks.threadState == sleeping ? State.WAITING : State.RUNNABLE;
        int stack = stacks.stack(looks.stackTraceId, looks.tid, state);
        long first = time(looks);
        int perStep = (int) Math.max(1, SECOND_NANOS / rates.wallNanos());
        for (int done = 0; done < looks.samples; done += perStep) {
            int now = Math.min(perStep, looks.samples - done);
            long at = Math.min(first + done * rates.wallNanos(), Math.max(first, chunk.chunkEndNanos));
            builder(ProfileType.WALL).add(stack, at, now * rates.wallNanos());
        }
    }

    private void allocation(AllocationSample sample) {
        long size = sample.allocationSize;
        long step = rates.allocBytes();
        // JDK 11 and later sample by size. JDK 8 reports every new allocation buffer, or one for every step of bytes;
        // there the event has the buffer's size, or none if the object was too big for one.
        boolean bySize = sample.tlabSize == Math.max(size, step);
        if (bySize) {
            double count = Upscaling.allocations(size, step);
            add(ProfileType.ALLOC, sample, Math.round(count * size));
            add(ProfileType.ALLOC_OBJECTS, sample, objects.next(count));
        } else {
            long bytes = Upscaling.bySum(Math.max(size, sample.tlabSize), step);
            add(ProfileType.ALLOC, sample, bytes);
            add(ProfileType.ALLOC_OBJECTS, sample, objects.next(Math.max(1, (double) bytes / Math.max(1, size))));
        }
    }

    /// One moment for the whole snapshot: the end of the window.
    ///
    /// async-profiler takes an object for live until it is collected, so garbage that waits for that is among
    /// them: a large young generation makes several times the truth of it.
    private void live(LiveObject object) {
        if (rates.measures(ProfileType.LIVE)) {
            double count = Upscaling.allocations(object.allocationSize, rates.allocBytes());
            int stack = stacks.stack(object.stackTraceId, object.tid, State.NONE);
            long at = chunk.chunkEndNanos;
            builder(ProfileType.LIVE).add(stack, at, Math.round(count * object.allocationSize));
            builder(ProfileType.LIVE_OBJECTS).add(stack, at, liveObjects.next(count));
        }
    }

    /// At the end of the wait, which may have begun long before the window.
    private void lock(ContendedLock wait) {
        if (rates.measures(ProfileType.LOCK)) {
            long waited = Math.round(wait.duration * chunk.nanosPerTick);
            long at = Math.min(time(wait) + waited, chunk.chunkEndNanos);
            int stack = stacks.stack(wait.stackTraceId, wait.tid, State.NONE);
            builder(ProfileType.LOCK).add(stack, at, Upscaling.bySum(waited, rates.lockNanos()));
            builder(ProfileType.LOCK_CONTENTIONS)
                    .add(stack, at, contentions.next(Upscaling.countBySum(waited, rates.lockNanos())));
        }
    }

    private void add(ProfileType type, Event event, long value) {
        if (rates.measures(type)) {
            builder(type).add(stacks.stack(event.stackTraceId, event.tid, State.NONE), time(event), Math.max(0, value));
        }
    }

    private Samples.Builder builder(ProfileType type) {
        return samples.computeIfAbsent(type, t -> new Samples.Builder());
    }

    private long time(Event event) {
        return chunk.eventTimeToNanos(event.time);
    }
}
