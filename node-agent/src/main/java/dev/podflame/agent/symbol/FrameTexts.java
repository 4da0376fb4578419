package dev.podflame.agent.symbol;

import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import java.util.regex.Pattern;

/// Brings the texts of frames into the form in which they are stored.
final class FrameTexts {
    private static final int MAX_TEXT = 1024;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    /// The address in the name of a hidden class (`LambdaForm$DMH+0x000000006106c000`) differs in every run.
    private static final Pattern HIDDEN_CLASS_ADDRESS = Pattern.compile("[+/]0x[0-9a-f]+");

    private FrameTexts() {}

    /// The frame without its line, so that stacks through different lines of one function are one stack, and with
    /// names that are the same in every run.
    static Frame stored(Frame frame) {
        boolean jvm = frame.kind() == FrameKind.JVM
                || frame.kind() == FrameKind.JVM_INLINED
                || frame.kind() == FrameKind.JVM_INTERPRETED;
        String name = jvm ? javaMethod(frame.name()) : frame.name();
        String file = jvm ? HIDDEN_CLASS_ADDRESS.matcher(frame.file()).replaceAll("") : frame.file();
        return new Frame(clean(name), clean(file), 0, clean(frame.module()), frame.kind());
    }

    /// `long Busy.sortPrices(java.util.Random)` → `Busy.sortPrices`: class and method, as other profilers of the JVM
    /// write them. Names without a signature (`StubRoutines (initialstubs)`) stay.
    static String javaMethod(String signature) {
        String stable = HIDDEN_CLASS_ADDRESS.matcher(signature).replaceAll("");
        int parameters = stable.indexOf('(');
        if (parameters <= 0 || stable.charAt(parameters - 1) == ' ') {
            return stable;
        }
        return stable.substring(stable.lastIndexOf(' ', parameters) + 1, parameters);
    }

    /// A text without control characters and of a bounded length: names come from foreign files.
    static String clean(String text) {
        String cut = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
        return CONTROL.matcher(cut).replaceAll("\uFFFD");
    }
}
