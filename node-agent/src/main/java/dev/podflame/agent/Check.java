package dev.podflame.agent;

import static java.util.Objects.requireNonNull;

/// One line of the start-up report.
///
/// @param name what was looked at
/// @param verdict whether it is as the agent needs it
/// @param detail what was found
/// @param cure what to do about it; empty if nothing
record Check(String name, Verdict verdict, String detail, String cure) {

    enum Verdict {
        OK("ok"),
        /// Works, with less.
        NOTE("note"),
        NOT("not");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    Check {
        requireNonNull(name, "name is null");
        requireNonNull(verdict, "verdict is null");
        requireNonNull(detail, "detail is null");
        requireNonNull(cure, "cure is null");
    }

    static Check ok(String name, String detail) {
        return new Check(name, Verdict.OK, detail, "");
    }

    static Check note(String name, String detail, String cure) {
        return new Check(name, Verdict.NOTE, detail, cure);
    }

    static Check not(String name, String detail, String cure) {
        return new Check(name, Verdict.NOT, detail, cure);
    }
}
