@NullMarked
package dev.podflame.agent.attach.hotspot;

import org.jspecify.annotations.NullMarked;
