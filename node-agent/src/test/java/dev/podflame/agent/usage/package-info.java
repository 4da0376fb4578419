@NullMarked
package dev.podflame.agent.usage;

import org.jspecify.annotations.NullMarked;
