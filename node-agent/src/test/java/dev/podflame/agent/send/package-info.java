@NullMarked
package dev.podflame.agent.send;

import org.jspecify.annotations.NullMarked;
