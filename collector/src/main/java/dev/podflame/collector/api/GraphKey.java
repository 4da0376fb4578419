package dev.podflame.collector.api;

import dev.podflame.collector.query.Subject;
import dev.podflame.collector.query.TablePlan;
import dev.podflame.profile.ProfileType;

/// What a graph is made from: equal keys give equal graphs, as long as no late sample arrives.
record GraphKey(Subject subject, ProfileType type, TablePlan plan) {}
