package dev.podflame.embedded.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// A request's body, piece by piece.
interface Body {
    /// Waits for the next piece, which the caller releases; null at the end.
    ///
    /// @throws dev.podflame.embedded.chdb.ChdbException when the body breaks off or cannot be decoded
    @Nullable
    ByteBuf next() throws InterruptedException;
}
