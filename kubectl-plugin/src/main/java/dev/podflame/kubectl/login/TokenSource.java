package dev.podflame.kubectl.login;

import dev.podflame.kubectl.terminal.Failure;

/// Where tokens come from. Each reading may give another one.
public interface TokenSource {
    Token read() throws Failure;
}
