@NullMarked
package dev.podflame.agent.session;

import org.jspecify.annotations.NullMarked;
