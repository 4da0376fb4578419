@NullMarked
package dev.podflame.agent;

import org.jspecify.annotations.NullMarked;
