@NullMarked
package dev.podflame.agent.symbol;

import org.jspecify.annotations.NullMarked;
