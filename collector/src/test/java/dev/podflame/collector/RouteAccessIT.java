package dev.podflame.collector;

import static dev.podflame.collector.GuardedCollector.BANK;
import static dev.podflame.collector.GuardedCollector.HOST;
import static dev.podflame.collector.GuardedCollector.SHOP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.Routes.Route;
import dev.podflame.collector.access.Admit;
import dev.podflame.collector.flamegraph.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every route with every kind of caller.
class RouteAccessIT {
    private static final byte[] NOTHING = {};

    private static GuardedCollector collector;

    @BeforeAll
    static void start() throws Exception {
        collector = new GuardedCollector();
        for (String namespace : List.of(SHOP, BANK)) {
            String node = namespace.equals(SHOP) ? "node1" : "node2";
            String token = namespace.equals(SHOP) ? GuardedCollector.AGENT1 : GuardedCollector.AGENT2;
            byte[] report = Reports.report(
                            node, Reports.container(namespace, "app-1", "secret-" + namespace, "profiled"))
                    .getBytes(StandardCharsets.UTF_8);
            HttpResponse<String> answer =
                    collector.send("POST", "/agent/v1/report", token, report, "Content-Type", "application/json");
            assertEquals(204, answer.statusCode(), answer.body());
        }
    }

    @AfterAll
    static void stop() throws IOException {
        collector.close();
    }

    static List<Route> open() {
        return Routes.of(Admit.To.ANYONE);
    }

    static List<Route> agents() {
        return Stream.of(Admit.To.AGENTS, Admit.To.METRICS)
                .flatMap(whom -> Routes.of(whom).stream())
                .toList();
    }

    static List<Route> readers() {
        return Routes.of(Admit.To.READERS);
    }

    static List<Route> guarded() {
        return Routes.ALL.stream()
                .filter(route -> route.whom() != Admit.To.ANYONE)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("open")
    void openRoutesNeedNoTokenAndTellNoNames(Route route) throws Exception {
        HttpResponse<String> answer = collector.send(route.method(), route.in(""), "", NOTHING);

        assertNotEquals(401, answer.statusCode());
        assertNotEquals(403, answer.statusCode());
        assertTellsNothingOf(answer, SHOP);
        assertTellsNothingOf(answer, BANK);
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void withoutATokenNothingIsAnswered(Route route) throws Exception {
        assertUnauthenticated(collector.send(route.method(), route.in(SHOP), "", NOTHING));
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void aWrongTokenIsNone(Route route) throws Exception {
        assertUnauthenticated(collector.send(route.method(), route.in(SHOP), "wrong", NOTHING));
        assertUnauthenticated(
                collector.send(route.method(), route.in(SHOP), "", NOTHING, "Authorization", "Basic cm9vdDp4"));
        if (route.whom() == Admit.To.READERS) {
            assertUnauthenticated(
                    collector.send(route.method(), route.in(SHOP), "", NOTHING, "Cookie", "podflame-session=wrong"));
        }
    }

    @ParameterizedTest
    @MethodSource("agents")
    void whatAgentsSendIsTakenFromAgentsOnly(Route route) throws Exception {
        // A token for the API server isn't one for the collector.
        assertUnauthenticated(collector.send(route.method(), route.path(), GuardedCollector.SHOPPER, NOTHING));
        HttpResponse<String> answer = collector.send(route.method(), route.path(), GuardedCollector.ROOT, NOTHING);
        assertEquals(403, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("--agent-account"), answer.body());
    }

    @Test
    void whoMaySendMetricsMaySendAndReadNothingElse() throws Exception {
        String protobuf = "application/x-protobuf";
        byte[] oneWithoutMetrics = {0x0a, 0x00};
        HttpResponse<String> sent = collector.send(
                "POST", "/v1/metrics", GuardedCollector.METRICS, oneWithoutMetrics, "Content-Type", protobuf);
        assertEquals(200, sent.statusCode(), sent.body());
        HttpResponse<String> inAnotherName = collector.send(
                "POST",
                "/v1/metrics",
                GuardedCollector.METRICS,
                oneWithoutMetrics,
                "Content-Type",
                protobuf,
                "Podflame-Batch",
                "node1/1/1");
        assertEquals(403, inAnotherName.statusCode(), inAnotherName.body());
        for (Route route : Routes.of(Admit.To.AGENTS)) {
            HttpResponse<String> answer =
                    collector.send(route.method(), route.path(), GuardedCollector.METRICS, NOTHING);
            assertEquals(403, answer.statusCode(), route + " " + answer.body());
        }
        HttpResponse<String> read = collector.get("/api/v1/services?namespace=shop", GuardedCollector.METRICS);
        assertTellsNothingOf(read, SHOP);
        assertNotEquals(200, read.statusCode(), read.body());
    }

    @ParameterizedTest
    @MethodSource("readers")
    void whoMayReadEverythingReadsIt(Route route) throws Exception {
        for (String namespace : List.of(SHOP, BANK, HOST)) {
            assertEquals(
                    200,
                    collector.get(route.in(namespace), GuardedCollector.ROOT).statusCode());
        }
    }

    @ParameterizedTest
    @MethodSource("readers")
    void theUserOfOneNamespaceReadsThatOne(Route route) throws Exception {
        HttpResponse<String> answer = collector.get(route.in(SHOP), GuardedCollector.SHOPPER);

        assertEquals(200, answer.statusCode(), answer.body());
        assertTellsNothingOf(answer, BANK);
    }

    @ParameterizedTest
    @MethodSource("readers")
    void anotherNamespaceIsRefusedEvenAfterSomebodyElseAskedForIt(Route route) throws Exception {
        for (String namespace : List.of(BANK, HOST)) {
            assertEquals(
                    200,
                    collector.get(route.in(namespace), GuardedCollector.ROOT).statusCode());
            HttpResponse<String> answer = collector.get(route.in(namespace), GuardedCollector.SHOPPER);
            assertEquals(403, answer.statusCode(), answer.body());
            Json body = Json.of(answer.body().getBytes(StandardCharsets.UTF_8));
            assertTrue(body.at("error").text().contains("namespace " + namespace), answer.body());
            assertTrue(body.at("cure").text().contains("get pods"), answer.body());
            assertTellsNothingOf(answer, namespace);
        }
    }

    @ParameterizedTest
    @MethodSource("readers")
    void withoutANamespaceOnlyTheirOwnIsShown(Route route) throws Exception {
        HttpResponse<String> answer = collector.get(route.in(""), GuardedCollector.SHOPPER);

        assertEquals(200, answer.statusCode(), answer.body());
        assertTellsNothingOf(answer, BANK);
        assertTellsNothingOf(answer, HOST);
        assertFalse(answer.body().contains(BANK), answer.body());
    }

    @ParameterizedTest
    @MethodSource("readers")
    void whoMayReadNothingSeesNothing(Route route) throws Exception {
        HttpResponse<String> answer = collector.get(route.in(""), GuardedCollector.NOBODY);

        assertEquals(route.isOfService() ? 400 : 200, answer.statusCode(), answer.body());
        for (String namespace : List.of(SHOP, BANK, HOST)) {
            assertTellsNothingOf(answer, namespace);
        }
        assertEquals(403, collector.get(route.in(SHOP), GuardedCollector.NOBODY).statusCode());
    }

    @ParameterizedTest
    @MethodSource("readers")
    void podsOfAnotherNamespaceAreRefused(Route route) throws Exception {
        if (route.isOfService()) {
            String pod = route.path() + "?pod=app-1&namespace=";
            assertEquals(
                    200, collector.get(pod + SHOP, GuardedCollector.SHOPPER).statusCode());
            assertEquals(
                    403, collector.get(pod + BANK, GuardedCollector.SHOPPER).statusCode());
            assertEquals(
                    400,
                    collector
                            .get(route.path() + "?pod=app-1", GuardedCollector.SHOPPER)
                            .statusCode());
        }
    }

    @ParameterizedTest
    @MethodSource("readers")
    void allServicesOfAnotherNamespaceAreRefused(Route route) throws Exception {
        if (route.isOfService()) {
            String whole = route.path() + "?namespace=";
            assertEquals(
                    200, collector.get(whole + SHOP, GuardedCollector.SHOPPER).statusCode());
            assertEquals(
                    403, collector.get(whole + BANK, GuardedCollector.SHOPPER).statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service=app&a.namespace=bank&b.namespace=shop",
                "service=app&a.namespace=shop&b.namespace=bank",
                "service=app&namespace=shop&a.namespace=bank",
                "service=app&namespace=shop&b.namespace=bank",
                "a.service=none&a.namespace=bank&b.service=app&b.namespace=shop",
                "a.service=app&a.namespace=shop&b.pod=app-1&b.namespace=bank",
                "namespace=bank&a.namespace=shop&service=app"
            })
    void aComparisonIsRefusedWhereEitherSideIs(String parameters) throws Exception {
        String path = "/api/v1/diff.json?" + parameters;
        assertEquals(200, collector.get(path, GuardedCollector.ROOT).statusCode());

        HttpResponse<String> answer = collector.get(path, GuardedCollector.SHOPPER);
        assertEquals(403, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("namespace " + BANK), answer.body());
        assertTellsNothingOf(answer, BANK);
        assertTellsNothingOf(answer, SHOP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/services/",
                "//api/v1/services",
                "/api//v1/services",
                "/%61pi/v1/services",
                "/api/v1/services;x=y",
                "/api/v1/./services",
                "/x/../api/v1/services",
                "/api/v1/services?namespace=shop&namespace=bank",
                "/API/v1/services"
            })
    void noOtherSpellingOfAPathLeadsAroundTheGate(String path) throws Exception {
        HttpResponse<String> answer = collector.get(path, "");

        assertFalse(answer.body().contains("\"services\""), answer.body());
        assertTellsNothingOf(answer, SHOP);
    }

    @Test
    void anApiServerThatFailsMakesTheCollectorSaySoAndOpenNothing() throws Exception {
        collector.apiServer().failWith(500);
        try {
            for (Route route : guarded()) {
                HttpResponse<String> answer = collector.send(
                        route.method(), route.in(SHOP), "new-" + route.path().hashCode(), NOTHING);
                assertEquals(503, answer.statusCode(), route + " " + answer.body());
                assertTrue(answer.body().contains("API server"), answer.body());
                assertTrue(answer.headers().firstValue("Retry-After").isPresent());
            }
        } finally {
            collector.apiServer().failWith(0);
        }
    }

    private static void assertUnauthenticated(HttpResponse<String> answer) throws IOException {
        assertEquals(401, answer.statusCode(), answer.body());
        assertEquals("Bearer", answer.headers().firstValue("WWW-Authenticate").orElse(""));
        Json body = Json.of(answer.body().getBytes(StandardCharsets.UTF_8));
        assertTrue(body.at("cure").text().contains("kubectl"), answer.body());
        assertTellsNothingOf(answer, SHOP);
    }

    private static void assertTellsNothingOf(HttpResponse<String> answer, String namespace) {
        assertFalse(answer.body().contains("secret-" + namespace), answer.body());
    }
}
