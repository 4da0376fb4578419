package dev.podflame.collector.flamegraph;

/// Colour of a frame by the language it runs: the page's colours, as hexadecimal RGB because few SVG viewers know
/// OKLCH.
final class Palette {
    static final String FRAME_TEXT = "#11161f";

    private Palette() {}

    static String colour(Function function) {
        return switch (function.kind()) {
            case "python" -> "#e9c85e";
            case "jvm" -> "#82cf98";
            case "jvm_inlined" -> "#afdfbb";
            case "jvm_interpreted" -> "#79b589";
            case "node" -> "#b9d571";
            case "go" -> "#74cde2";
            case "native", "cpp" -> "#f3ac75";
            case "rust" -> "#eb8f72";
            case "kernel" -> "#da99a7";
            case "ruby" -> "#e8777a";
            case "php" -> "#b6afe8";
            case "dotnet" -> "#ce9cd9";
            case "perl" -> "#dcabd6";
            case "beam" -> "#c0abe9";
            case "thread" -> "#a9b8d8";
            case "thread_state" -> function.name().equals("runnable") ? "#7ddcc0" : "#b3ada4";
            default -> "#b9bec4";
        };
    }
}
