package dev.podflame.agent.linux;

/// An open file descriptor of this process.
record Descriptor(int number) implements AutoCloseable {

    /// Takes what a call returned.
    ///
    /// @param what what was tried, for the message
    static Descriptor of(SystemCall.Result result, String what) throws KernelException {
        if (result.failed()) {
            throw new KernelException(what, result.errno());
        }
        return new Descriptor((int) result.value());
    }

    /// A path by which Java's own file classes reach what is open here, without looking its name up
    /// again.
    String path() {
        return "/proc/self/fd/" + number;
    }

    @Override
    public void close() {
        SystemCall.close(number);
    }
}
