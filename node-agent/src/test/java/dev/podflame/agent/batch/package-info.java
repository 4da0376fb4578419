@NullMarked
package dev.podflame.agent.batch;

import org.jspecify.annotations.NullMarked;
