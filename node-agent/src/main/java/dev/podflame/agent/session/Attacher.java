package dev.podflame.agent.session;

import dev.podflame.agent.attach.hotspot.AttachResult;
import dev.podflame.agent.attach.hotspot.JvmProcess;

/// Gets async-profiler into JVMs.
@FunctionalInterface
public interface Attacher {

    /// Loads async-profiler into a JVM, or says why not. May take seconds.
    AttachResult attach(JvmProcess process) throws InterruptedException;
}
