package split;

import java.io.IOException;

/// Ends the program when nobody holds the other end of its standard input any more.
final class InputEnd implements Runnable {
    @Override
    public void run() {
        try {
            while (System.in.read() >= 0) {
                // Whatever is said, nothing is meant by it.
            }
        } catch (IOException e) {
            // As good as its end.
        }
        Runtime.getRuntime().halt(0);
    }
}
