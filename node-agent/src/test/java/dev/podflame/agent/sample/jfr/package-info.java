@NullMarked
package dev.podflame.agent.sample.jfr;

import org.jspecify.annotations.NullMarked;
