/// One class per command: what it takes, what it asks the cluster and the collector, what it prints.
@NullMarked
package dev.podflame.kubectl.command;

import org.jspecify.annotations.NullMarked;
