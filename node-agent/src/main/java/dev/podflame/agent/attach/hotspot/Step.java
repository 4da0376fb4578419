package dev.podflame.agent.attach.hotspot;

/// What is done to a target, in order. Each is written down before it is done.
enum Step {
    /// Nothing is done yet, but all is known that undoing would need.
    BEGIN,
    /// The folder for the library is made in its /tmp.
    FOLDER,
    /// The library is copied there.
    LIBRARY,
    /// The folder for its output is made.
    OUTPUT,
    /// The file is made that tells a JVM that the signal means "listen".
    TRIGGER,
    /// The signal is sent.
    SIGNAL,
    /// The library is loaded.
    LOAD,
    /// Profiling is started.
    START,
    /// All is undone.
    END
}
