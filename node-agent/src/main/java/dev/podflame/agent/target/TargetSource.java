package dev.podflame.agent.target;

import java.util.List;
import java.util.function.Supplier;

/// Where targets come from: decides which processes are profiled, and says when it may decide otherwise.
///
/// [#refresh], [#decide] and [#stands] belong to the scanner's thread, the rest may be called from any.
public interface TargetSource {

    /// Takes up what has changed since the last call.
    ///
    /// @return whether decisions may be others now
    boolean refresh();

    /// Whether a process is profiled, for which target, or why not.
    ///
    /// @param candidate reads what else can be known of it; left alone by a source that can decide by the container
    Decision decide(Placement placement, Supplier<Candidate> candidate);

    /// Whether a decision that was made before the last change certainly is the same after it.
    boolean stands(Decision made, Placement placement);

    /// What is wrong with the targets or keeps them from being read, in words for people; empty when all is well.
    List<String> troubles();

    /// Asks for a call whenever there is something new for [#refresh], which is called now and then anyway.
    default void onChange(Runnable wake) {}
}
