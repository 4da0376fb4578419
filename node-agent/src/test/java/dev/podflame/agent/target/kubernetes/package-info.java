@NullMarked
package dev.podflame.agent.target.kubernetes;

import org.jspecify.annotations.NullMarked;
