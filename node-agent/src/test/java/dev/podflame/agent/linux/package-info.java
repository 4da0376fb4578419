@NullMarked
package dev.podflame.agent.linux;

import org.jspecify.annotations.NullMarked;
