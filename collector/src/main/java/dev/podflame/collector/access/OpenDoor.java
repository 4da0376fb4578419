package dev.podflame.collector.access;

import java.util.Optional;

/// Asks nobody who they are.
public record OpenDoor() implements Doorkeeper {
    @Override
    public String label() {
        return "none";
    }

    @Override
    public Caller agent(Optional<String> token) {
        return new Caller.Anyone();
    }

    @Override
    public Caller metrics(Optional<String> token) {
        return new Caller.Anyone();
    }

    @Override
    public Caller reader(Optional<String> token) {
        return new Caller.Anyone();
    }
}
