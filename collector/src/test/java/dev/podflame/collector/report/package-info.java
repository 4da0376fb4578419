/// Tests of the agents' reports.
@NullMarked
package dev.podflame.collector.report;

import org.jspecify.annotations.NullMarked;
