package dev.podflame.agent.sample.jfr;

import java.util.regex.Pattern;

/// Names of Java methods, the same as the eBPF engine's, so that both engines' frames are one.
final class JavaNames {

    /// `W$$Lambda.0x00007f8cac000a08`: the address of a hidden class differs in every run.
    private static final Pattern HIDDEN = Pattern.compile("[./+]0x[0-9a-f]{8,16}");

    private static final String HIDDEN_MARK = "+<hidden>";
    private static final String NO_FILE = "<unknown>";

    private JavaNames() {}

    /// @param internalName such as `java/util/Map$Entry`
    static String method(String internalName, String method) {
        String className = HIDDEN.matcher(internalName).replaceAll(HIDDEN_MARK).replace('/', '.');
        return className.isEmpty() ? method : className + "." + method;
    }

    /// The source file by Java's own rule, because a recording doesn't hold it: the outermost class names it. Classes
    /// that another compiler has named visibly have none.
    static String file(String internalName) {
        if (HIDDEN.matcher(internalName).find()) {
            return NO_FILE;
        }
        String simple = internalName.substring(internalName.lastIndexOf('/') + 1);
        int nested = simple.indexOf('$', 1);
        String outermost = nested < 0 ? simple : simple.substring(0, nested);
        // Kotlin's file classes, Scala's objects.
        boolean foreign = outermost.endsWith("Kt") || simple.endsWith("$") || outermost.isEmpty();
        return foreign ? "" : outermost + ".java";
    }
}
