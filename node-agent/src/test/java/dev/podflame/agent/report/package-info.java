@NullMarked
package dev.podflame.agent.report;

import org.jspecify.annotations.NullMarked;
