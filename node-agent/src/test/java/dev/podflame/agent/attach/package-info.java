@NullMarked
package dev.podflame.agent.attach;

import org.jspecify.annotations.NullMarked;
