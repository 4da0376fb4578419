@NullMarked
package dev.podflame.agent.target;

import org.jspecify.annotations.NullMarked;
