package split;

/// One of many threads that do next to nothing.
final class Idler implements Runnable {
    @Override
    public void run() {
        while (true) {
            idle();
        }
    }

    private void idle() {
        Pause.nanos(1000000000L);
    }
}
