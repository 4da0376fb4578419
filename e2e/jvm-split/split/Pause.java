package split;

import java.util.concurrent.TimeUnit;

/// Lets time pass.
final class Pause {
    private Pause() {}

    static void nanos(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this program", e);
        }
    }
}
