package dev.podflame.profile;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What kind of code a frame runs. The wire names follow OpenTelemetry's attribute `profile.frame.type`
/// (semantic conventions, "profile" registry); kinds it has no name for go under their own.
public enum FrameKind {
    UNKNOWN("unknown"),
    KERNEL("kernel"),
    NATIVE("native"),
    CPP("cpp"),
    RUST("rust"),
    GO("go"),
    JVM("jvm"),
    JVM_INLINED("jvm_inlined"),
    JVM_INTERPRETED("jvm_interpreted"),
    PYTHON("cpython"),
    NODE("v8js"),
    RUBY("ruby"),
    PHP("php"),
    DOTNET("dotnet"),
    PERL("perl"),
    BEAM("beam"),
    /// No code: the thread that ran it, the root of a stack whose engine knows threads.
    THREAD("thread"),
    /// No code: what the thread did, `runnable` or `waiting`, right under [#THREAD], in profiles of wall time.
    THREAD_STATE("thread_state");

    /// The OTLP attribute that carries the kind on a location.
    public static final String ATTRIBUTE = "profile.frame.type";

    private static final Map<String, FrameKind> BY_WIRE_NAME = new HashMap<>();

    static {
        for (FrameKind kind : values()) {
            BY_WIRE_NAME.put(kind.wireName, kind);
        }
        BY_WIRE_NAME.put("phpjit", PHP);
    }

    private final String wireName;

    FrameKind(String wireName) {
        this.wireName = wireName;
    }

    /// The value of `profile.frame.type` for this kind.
    public String wireName() {
        return wireName;
    }

    /// The name that the store, the API and the page use: the constant's name in lower case.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The kind for a value of `profile.frame.type`; [#UNKNOWN] for one that is not known.
    public static FrameKind ofWireName(String wireName) {
        return BY_WIRE_NAME.getOrDefault(wireName, UNKNOWN);
    }
}
