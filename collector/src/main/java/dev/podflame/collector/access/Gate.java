package dev.podflame.collector.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every request passes here. What decides is the route that was found for it, not how its path is
/// written, so that no other spelling of a path leads around it. What has no route shows nothing: a file
/// of the page, or 404.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class Gate {
    private final Doorkeeper door;

    Gate(Doorkeeper door) {
        this.door = door;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> admit(HttpRequest<?> request) {
        Optional<RouteInfo<?>> route = RouteAttributes.getRouteInfo(request);
        if (route.isEmpty()) {
            return null;
        }
        Admit.To whom = route.get()
                .getAnnotationMetadata()
                .enumValue(Admit.class, Admit.To.class)
                .orElse(Admit.To.READERS);
        try {
            admit(request, whom);
            return null;
        } catch (AccessException e) {
            return RefusalHandler.answer(e);
        }
    }

    private void admit(HttpRequest<?> request, Admit.To whom) throws AccessException {
        Credentials credentials = Credentials.of(request);
        if (credentials.mayBeForged(request)) {
            throw AccessException.forbidden(
                    "The browser sent this by itself, perhaps for another site.",
                    "Send the header " + Credentials.PAGE_HEADER + ": 1, or the token in the header Authorization.");
        }
        switch (whom) {
            case ANYONE -> {
                // Nothing to find out.
            }
            case AGENTS -> request.setAttribute(Caller.ATTRIBUTE, door.agent(credentials.token()));
            case METRICS -> request.setAttribute(Caller.ATTRIBUTE, door.metrics(credentials.token()));
            case READERS -> request.setAttribute(Caller.ATTRIBUTE, door.reader(credentials.token()));
        }
    }
}
