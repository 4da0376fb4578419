package dev.podflame.agent.target;

/// Something wrong in a target file, in words for the person who wrote it.
///
/// @param file the file as the agent was given it
/// @param line line in that file, from 1; 0 when it is about the file as a whole
/// @param message what is wrong and what would be right
public record TargetProblem(String file, int line, String message) {

    @Override
    public String toString() {
        return line > 0 ? file + ", line " + line + ": " + message : file + ": " + message;
    }
}
