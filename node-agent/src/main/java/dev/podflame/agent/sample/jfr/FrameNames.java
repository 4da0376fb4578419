package dev.podflame.agent.sample.jfr;

import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import one.jfr.ClassRef;
import one.jfr.JfrReader;
import one.jfr.MethodRef;
import org.jspecify.annotations.Nullable;

/// The frames of one chunk's methods, each made once. Not thread-safe.
final class FrameNames {

    private static final Frame UNKNOWN = Frame.of("[unknown]", "", FrameKind.UNKNOWN);

    private final JfrReader chunk;
    private final boolean lines;
    private final Map<Key, Frame> frames = new HashMap<>();

    private record Key(long method, byte type, int line) {}

    /// @param lines whether frames of several lines of a method are several
    FrameNames(JfrReader chunk, boolean lines) {
        this.chunk = chunk;
        this.lines = lines;
    }

    /// @param location line << 16 | bytecode index, as the reader has it
    Frame frame(long method, byte type, int location) {
        return frames.computeIfAbsent(new Key(method, type, lines ? location >>> 16 : 0), this::name);
    }

    private Frame name(Key key) {
        @Nullable MethodRef method = chunk.methods.get(key.method());
        if (method == null) {
            return UNKNOWN;
        }
        @Nullable ClassRef owner = chunk.classes.get(method.cls);
        String className = owner == null ? "" : symbol(owner.name);
        String name = symbol(method.name);
        FrameKind kind = kind(key.type());
        return switch (kind) {
            case JVM, JVM_INLINED, JVM_INTERPRETED ->
                new Frame(JavaNames.method(className, name), JavaNames.file(className), key.line(), "", kind);
            default -> nativeFrame(name, className, kind);
        };
    }

    /// A native function's library stands in the place of the class; a function without a name has the library's path.
    private static Frame nativeFrame(String name, String library, FrameKind kind) {
        if (name.startsWith("/")) {
            String file = name.substring(name.lastIndexOf('/') + 1);
            return Frame.of("[" + file + "]", file, kind);
        }
        String plain = name.isEmpty() || name.equals("unknown") ? "[unknown]" : name;
        return Frame.of(plain.endsWith("_[k]") ? plain.substring(0, plain.length() - 4) : plain, library, kind);
    }

    private String symbol(long id) {
        byte @Nullable [] utf8 = chunk.symbols.get(id);
        return utf8 == null ? "" : new String(utf8, StandardCharsets.UTF_8);
    }

    /// By async-profiler's own numbers, which are part of its format (`FrameTypeId`).
    private static FrameKind kind(byte type) {
        return switch (type) {
            case 0 -> FrameKind.JVM_INTERPRETED;
            case 1, 6 -> FrameKind.JVM;
            case 2 -> FrameKind.JVM_INLINED;
            case 3 -> FrameKind.NATIVE;
            case 4 -> FrameKind.CPP;
            case 5 -> FrameKind.KERNEL;
            default -> FrameKind.UNKNOWN;
        };
    }
}
