package split;

import java.util.ArrayList;
import java.util.List;

/// Allocates and never lets go, until it has 96 MiB.
final class Keeper implements Runnable {
    private static final int BYTES = 16 << 10;
    private static final int LENGTH = BYTES - 16;
    private static final long MOST_BYTES = 96L << 20;

    private final Counters counters;
    private final double mebibytesPerSecond;
    private final List<byte[]> kept = new ArrayList<byte[]>();

    Keeper(Counters counters, double mebibytesPerSecond) {
        this.counters = counters;
        this.mebibytesPerSecond = mebibytesPerSecond;
    }

    @Override
    public void run() {
        while (counters.keptBytes.get() < MOST_BYTES) {
            kept.add(keep());
            counters.keptBytes.addAndGet(BYTES);
            Pause.nanos((long) (BYTES / (mebibytesPerSecond * (1 << 20)) * 1e9));
        }
        // The list is this thread's, and what it holds must stay.
        while (!kept.isEmpty()) {
            Pause.nanos(1000000000L);
        }
    }

    private byte[] keep() {
        return new byte[LENGTH];
    }
}
