package split;

import java.nio.ByteBuffer;

/// Allocates memory outside the heap; the last 4 MiB of it stay reachable.
final class NativeMemory implements Runnable {
    private static final int BYTES = 64 << 10;

    private final Counters counters;
    private final double mebibytesPerSecond;
    private final ByteBuffer[] kept = new ByteBuffer[64];
    private int next;

    NativeMemory(Counters counters, double mebibytesPerSecond) {
        this.counters = counters;
        this.mebibytesPerSecond = mebibytesPerSecond;
    }

    @Override
    public void run() {
        while (true) {
            outsideTheHeap();
            Pause.nanos((long) (BYTES / (mebibytesPerSecond * (1 << 20)) * 1e9));
        }
    }

    private void outsideTheHeap() {
        kept[next] = ByteBuffer.allocateDirect(BYTES);
        next = (next + 1) % kept.length;
        counters.nativeBytes.addAndGet(BYTES);
    }
}
