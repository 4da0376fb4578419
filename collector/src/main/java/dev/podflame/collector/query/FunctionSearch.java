package dev.podflame.collector.query;

import dev.podflame.collector.query.FrameFinder.Frames;
import dev.podflame.collector.query.FunctionMatch.Weighed;
import dev.podflame.collector.query.MatchedSums.OfFunction;
import dev.podflame.collector.query.MatchedSums.OfService;
import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.Retention;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.ProfileType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Searches functions in all services. The sums by function and hour say which services have them; what
/// is answered is summed up from the stacks of these services, so it is exact, and equal to what a
/// search in their graphs says. Thread-safe.
public final class FunctionSearch {
    private static final int SPARKLINE_STEPS = 60;
    private static final int MOST_FUNCTIONS = 20;

    private final ClickHouse clickHouse;
    private final FrameFinder finder;
    private final Retention retention;

    public FunctionSearch(ClickHouse clickHouse, Retention retention) {
        this.clickHouse = clickHouse;
        this.finder = new FrameFinder(clickHouse);
        this.retention = retention;
    }

    /// What is asked for.
    ///
    /// @param text a part of the functions' names, whatever its case
    /// @param type no level: its snapshots can't be added up over time
    /// @param namespace only services of this one, if not empty
    /// @param service only this one, if not empty
    /// @param limit how many services at most
    public record Wanted(String text, ProfileType type, TimeRange range, String namespace, String service, int limit) {
        public Wanted {
            if (type.isLevel()) {
                throw new IllegalArgumentException("a level: " + type.label());
            }
        }
    }

    /// What was found.
    ///
    /// @param range what was summed up
    /// @param more number of services beyond the limit that had one of the functions in the hours of
    /// the range
    /// @param services heaviest first
    public record Found(TimeRange range, Steps steps, int more, List<FunctionMatch> services) {
        public Found {
            services = List.copyOf(services);
        }
    }

    private record Owner(long id, String namespace, String service) {}

    /// Searches.
    ///
    /// @param visible picks the namespaces that may be shown
    /// @throws BadQueryException if more functions are found than can be looked at
    public <E extends Exception> Found find(Wanted wanted, Instant now, ServicesReader.Visible<E> visible)
            throws StoreException, BadQueryException, E {
        TablePlan plan = TablePlan.ofServiceOverTime(wanted.range, retention, now);
        Steps steps = Steps.of(plan.range(), plan.stepSeconds(), SPARKLINE_STEPS);
        Frames frames = finder.find(wanted.text);
        Map<Long, Long> weightOf = frames.isEmpty()
                ? Map.of()
                : finder.users(frames, wanted.type.label(), plan.range()).weightOf();
        List<Owner> owners = weightOf.isEmpty() ? List.of() : owners(weightOf.keySet(), wanted, visible);
        if (owners.isEmpty()) {
            return new Found(plan.range(), steps, 0, List.of());
        }
        owners.sort(Comparator.comparing((Owner owner) -> weightOf.getOrDefault(owner.id, 0L))
                .reversed()
                .thenComparing(Owner::namespace)
                .thenComparing(Owner::service));
        List<Owner> chosen = owners.subList(0, Math.min(wanted.limit, owners.size()));
        MatchedSums sums = new MatchedSums(
                clickHouse,
                frames,
                wanted.type,
                plan,
                chosen.stream().map(Owner::id).sorted().toList());
        List<FunctionMatch> matches = matches(chosen, frames, sums.byService(steps), sums.byFunction());
        return new Found(plan.range(), steps, owners.size() - chosen.size(), matches);
    }

    private static List<FunctionMatch> matches(
            List<Owner> owners,
            Frames frames,
            Map<Long, OfService> byService,
            Map<Long, Map<Integer, OfFunction>> byFunction) {
        List<FunctionMatch> matches = new ArrayList<>();
        for (Owner owner : owners) {
            OfService sums = byService.get(owner.id);
            if (sums == null || sums.total == 0) {
                continue; // in its hour, not in the range
            }
            List<Weighed> functions = new ArrayList<>();
            byFunction
                    .getOrDefault(owner.id, Map.of())
                    .forEach((number, weight) ->
                            functions.add(new Weighed(frames.function(number), weight.self(), weight.total())));
            functions.sort(Comparator.comparingLong(Weighed::total)
                    .thenComparingLong(Weighed::self)
                    .reversed()
                    .thenComparing(weighed -> weighed.function().name()));
            matches.add(new FunctionMatch(
                    owner.namespace,
                    owner.service,
                    sums.self,
                    sums.total,
                    sums.whole,
                    functions.size(),
                    functions.subList(0, Math.min(MOST_FUNCTIONS, functions.size())),
                    FunctionMatch.boxed(sums.steps)));
        }
        matches.sort(Comparator.comparingLong(FunctionMatch::total)
                .reversed()
                .thenComparing(FunctionMatch::namespace)
                .thenComparing(FunctionMatch::service));
        return matches;
    }

    private <E extends Exception> List<Owner> owners(
            Set<Long> services, Wanted wanted, ServicesReader.Visible<E> visible) throws StoreException, E {
        long[] ids = services.stream().mapToLong(Long::longValue).toArray();
        Query query = Query.of("SELECT service_id, any(namespace), any(service) FROM series"
                        + " WHERE service_id IN (" + FrameFinder.list(ids) + ")"
                        + " AND ({namespace:String} = '' OR namespace = {namespace:String})"
                        + " AND ({name:String} = '' OR service = {name:String})"
                        + " GROUP BY service_id")
                .with("namespace", wanted.namespace)
                .with("name", wanted.service);
        Map<Long, Owner> found = clickHouse.query(QueryLimits.apply(query), rows -> {
            Map<Long, Owner> owners = new HashMap<>();
            while (rows.next()) {
                long id = rows.int64();
                owners.put(id, new Owner(id, rows.string(), rows.string()));
            }
            return owners;
        });
        Set<String> namespaces = new TreeSet<>();
        found.values().forEach(owner -> namespaces.add(owner.namespace));
        Set<String> shown = visible.of(namespaces);
        List<Owner> owners = new ArrayList<>();
        found.values().forEach(owner -> {
            if (shown.contains(owner.namespace)) {
                owners.add(owner);
            }
        });
        return owners;
    }
}
