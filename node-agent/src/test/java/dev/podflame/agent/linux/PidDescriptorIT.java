package dev.podflame.agent.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PidDescriptorIT {
    private static final int SIGTERM = 15;

    @Test
    void aProcessIsHeldOnToUntilItHasEndedAndAfterwards() throws Exception {
        Process sleep = new ProcessBuilder("sleep", "60").start();
        try (PidDescriptor descriptor = PidDescriptor.open(sleep.pid())) {
            assertFalse(descriptor.hasEnded());
            assertTrue(descriptor.waitStatus().isEmpty());
            descriptor.signal(SIGTERM);
            assertTrue(sleep.waitFor(10, TimeUnit.SECONDS));
            assertTrue(descriptor.hasEnded());
            // Kernels before 6.15 don't tell.
            assertEquals(SIGTERM, descriptor.waitStatus().orElse(SIGTERM));
            assertEquals(
                    Errno.ESRCH,
                    assertThrows(KernelException.class, () -> descriptor.signal(SIGTERM))
                            .errno());
        } finally {
            sleep.destroyForcibly();
        }
    }

    @Test
    void whatDoesNotRunCanNotBeHeld() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        assertEquals(0, gone.waitFor());
        assertEquals(
                Errno.ESRCH,
                assertThrows(KernelException.class, () -> PidDescriptor.open(gone.pid()))
                        .errno());
    }
}
