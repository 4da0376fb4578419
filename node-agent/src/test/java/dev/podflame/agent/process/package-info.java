@NullMarked
package dev.podflame.agent.process;

import org.jspecify.annotations.NullMarked;
