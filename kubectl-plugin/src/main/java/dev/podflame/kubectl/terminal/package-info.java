/// What a person or a script sees: text, tables, progress, failures with their cure, exit codes.
@NullMarked
package dev.podflame.kubectl.terminal;

import org.jspecify.annotations.NullMarked;
