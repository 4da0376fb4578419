package dev.podflame.collector.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Documents what queries of stacks take besides; [dev.podflame.collector.query.ThreadView] reads it.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Parameters({
    @Parameter(
            name = "by",
            in = ParameterIn.QUERY,
            description = "Let stacks begin with their thread, with its state, or with both: thread, state, or"
                    + " thread,state. Default: with code."),
    @Parameter(
            name = "thread",
            in = ParameterIn.QUERY,
            description = "Only stacks of this thread, by the name under threads; may be repeated for alternatives."
                    + " not.thread leaves stacks of that thread out."),
    @Parameter(
            name = "slice",
            in = ParameterIn.QUERY,
            description = "A stretch of a heat map in place of from and to: FROM-TO, both milliseconds since 1970 and"
                    + " multiples of 20. Samples that came without a time of their own are left out.")
})
@interface ThreadParameters {}
