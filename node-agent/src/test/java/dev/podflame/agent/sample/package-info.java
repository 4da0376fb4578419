@NullMarked
package dev.podflame.agent.sample;

import org.jspecify.annotations.NullMarked;
