package dev.podflame.agent.target;

import java.util.List;
import java.util.Optional;

/// What matching may know of a process: all of it is read without opening any of the process's own files.
///
/// @param executable path of its executable as it sees it itself; its name if the path is out of reach
/// @param arguments its command line, argument by argument; a program may have overwritten it
/// @param user name of the user it runs as; the number if the user has no name here, empty if unknown
/// @param uid number of that user, -1 if unknown
/// @param systemdUnit the system service it belongs to, with its suffix; empty if none
/// @param container the container it runs in
public record Candidate(
        String executable,
        List<String> arguments,
        String user,
        long uid,
        String systemdUnit,
        Optional<ContainerIdentity> container) {

    /// Longest command line that a `commandLine` pattern sees, in characters.
    static final int MAX_COMMAND_LINE = 4096;

    public Candidate {
        arguments = List.copyOf(arguments);
    }

    /// The executable without its folder.
    public String executableName() {
        return executable.substring(executable.lastIndexOf('/') + 1);
    }

    /// The arguments joined by spaces, cut after [#MAX_COMMAND_LINE] characters.
    String commandLine() {
        StringBuilder line = new StringBuilder();
        for (String argument : arguments) {
            if (!line.isEmpty()) {
                line.append(' ');
            }
            line.append(argument, 0, Math.min(argument.length(), MAX_COMMAND_LINE));
            if (line.length() >= MAX_COMMAND_LINE) {
                return line.substring(0, MAX_COMMAND_LINE);
            }
        }
        return line.toString();
    }
}
