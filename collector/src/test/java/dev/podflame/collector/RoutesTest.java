package dev.podflame.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.podflame.collector.access.Admit;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoutesTest {
    @Test
    void everyRouteIsListedWithWhoMayCallIt() {
        try (ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .start()) {
            List<UriRouteInfo<?, ?>> routes = context.getBean(Router.class)
                    .uriRoutes()
                    .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
                    .collect(Collectors.toList());
            Set<String> found = new TreeSet<>();
            for (UriRouteInfo<?, ?> route : routes) {
                Admit.To whom = route.getAnnotationMetadata()
                        .enumValue(Admit.class, Admit.To.class)
                        .orElse(Admit.To.READERS);
                found.add(route.getHttpMethod() + " " + route.getUriMatchTemplate() + " " + whom);
            }

            assertEquals(
                    Routes.ALL.stream()
                            .map(route -> route + " " + route.whom())
                            .collect(Collectors.toCollection(TreeSet::new)),
                    found);
        }
    }
}
