package dev.podflame.collector.api;

import dev.podflame.collector.query.Subject;
import dev.podflame.collector.query.TablePlan;
import dev.podflame.collector.query.ThreadView;
import dev.podflame.profile.ProfileType;

/// What a graph is made from: equal keys give equal graphs, as long as no late sample arrives.
///
/// @param minutes of a level: how many minutes with a snapshot its sums are divided by; else 0
record GraphKey(Subject subject, ProfileType type, TablePlan plan, ThreadView threads, int minutes) {}
