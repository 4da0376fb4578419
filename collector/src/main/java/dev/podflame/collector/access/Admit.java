package dev.podflame.collector.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says who may call a route. One that says nothing is for readers: forgetting it opens no door.
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Admit {
    /// Who.
    To value();

    /// Kinds of callers.
    enum To {
        /// Whoever reaches the port.
        ANYONE,
        /// The node agents' service account.
        AGENTS,
        /// These, and accounts that may send metrics.
        METRICS,
        /// Whoever has a token; what they see depends on their rights.
        READERS
    }
}
