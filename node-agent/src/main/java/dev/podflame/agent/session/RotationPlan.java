package dev.podflame.agent.session;

/// When a recording is ended and the next one begun. That costs a few milliseconds of samples, and the phase of every
/// thread's timer, so it is done seldom; but async-profiler says which objects live only at the end of a recording, its
/// file grows all the time, and it must be over before its time limit.
///
/// Regular ends are at the same full ten minutes for all JVMs, so that the levels of one service are of one minute.
final class RotationPlan {

    private static final long MINUTE = 60;
    private static final long REGULAR = 10 * MINUTE;
    private static final long LATEST = Commands.TIMEOUT.toSeconds() - 2 * MINUTE;
    static final long MAX_FILE_BYTES = 16 << 20;

    private RotationPlan() {}

    /// @param windowEnd planned end of the window, seconds since the epoch, a multiple of ten
    /// @param age of the recording in seconds
    /// @param bytes of its file
    /// @param live whether objects are followed
    /// @param snapshots how many there were of this session
    static boolean isDue(long windowEnd, long age, long bytes, boolean live, int snapshots) {
        if (bytes > MAX_FILE_BYTES || age >= LATEST) {
            return true;
        }
        if (windowEnd % REGULAR == 0 && age >= MINUTE) {
            return true;
        }
        // Early ones, for those who have just asked.
        boolean first = snapshots == 0 && windowEnd % MINUTE == 0 && age >= MINUTE / 2;
        boolean second = snapshots == 1 && windowEnd % (5 * MINUTE) == 0 && age >= 2 * MINUTE;
        return live && (first || second);
    }
}
