package dev.podflame.collector.flamegraph;

import static java.util.Objects.requireNonNull;

import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import java.util.Comparator;

/// A function as a flame graph shows it. Frames that differ in nothing but the line are one function, because a reader
/// asks first which function is slow; the line is kept in the exports.
///
/// @param kind label of the [FrameKind], or [#PRUNED] for what stands for cut nodes
public record Function(String name, String file, String module, String kind) {

    /// Kind of the node that stands for everything cut below its parent.
    public static final String PRUNED = "pruned";

    /// The root of every graph.
    public static final Function ALL = new Function("all", "", "", FrameKind.UNKNOWN.label());

    /// Stands for the cut children of a node.
    public static final Function OTHER = new Function("(other)", "", "", PRUNED);

    /// By name, then by what tells equal names apart: siblings keep their place when only their weights change.
    static final Comparator<Function> BY_NAME = Comparator.comparing(Function::name)
            .thenComparing(Function::kind)
            .thenComparing(Function::module)
            .thenComparing(Function::file);

    public Function {
        requireNonNull(name, "name is null");
        requireNonNull(file, "file is null");
        requireNonNull(module, "module is null");
        requireNonNull(kind, "kind is null");
    }

    static Function of(Frame frame) {
        return new Function(
                frame.name(), frame.file(), frame.module(), frame.kind().label());
    }

    /// Name, file and module, as far as they are known.
    String inFull() {
        return name + (file.isEmpty() ? "" : " · " + file) + (module.isEmpty() ? "" : " · " + module);
    }
}
