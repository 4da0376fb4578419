package dev.podflame.profile;

/// One place in a stack: a [Frame] that has its name, or an [Address] that still waits for one.
public sealed interface Location permits Frame, Address {

    FrameKind kind();
}
