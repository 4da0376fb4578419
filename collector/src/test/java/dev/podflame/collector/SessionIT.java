package dev.podflame.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.flamegraph.Json;
import dev.podflame.collector.load.ProfileLoad;
import dev.podflame.collector.load.StackPool;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What browsers and agents do with a collector in Kubernetes.
class SessionIT {
    private static GuardedCollector collector;

    @BeforeAll
    static void start() throws Exception {
        collector = new GuardedCollector();
    }

    @AfterAll
    static void stop() throws IOException {
        collector.close();
    }

    @Test
    void signingInGivesACookieThatNoScriptCanReadAndNoOtherSiteCanUse() throws Exception {
        HttpResponse<String> answer = signIn(GuardedCollector.SHOPPER);

        assertEquals(204, answer.statusCode(), answer.body());
        String cookie = answer.headers().firstValue("Set-Cookie").orElse("");
        assertTrue(cookie.startsWith("podflame-session=" + GuardedCollector.SHOPPER + ";"), cookie);
        for (String attribute : new String[] {"HTTPOnly", "Secure", "SameSite=Strict", "Path=/api"}) {
            assertTrue(
                    cookie.toLowerCase(java.util.Locale.ROOT).contains(attribute.toLowerCase(java.util.Locale.ROOT)),
                    cookie);
        }
    }

    @Test
    void theCookieCountsLikeTheHeader() throws Exception {
        String cookie = "podflame-session=" + GuardedCollector.SHOPPER;

        assertEquals(
                200, get("/api/v1/services?namespace=shop", "Cookie", cookie).statusCode());
        assertEquals(
                403, get("/api/v1/services?namespace=bank", "Cookie", cookie).statusCode());
        Json session = Json.of(bytes(get("/api/v1/session", "Cookie", cookie).body()));
        assertEquals("kubernetes", session.at("auth").text());
        assertEquals("shopper", session.at("user").text());
    }

    @Test
    void aHeaderThatIsWrongIsNotMadeGoodByTheCookie() throws Exception {
        String cookie = "podflame-session=" + GuardedCollector.SHOPPER;

        assertEquals(
                401,
                get("/api/v1/services", "Cookie", cookie, "Authorization", "Bearer wrong")
                        .statusCode());
    }

    @Test
    void nobodyIsSignedInWithoutAValidToken() throws Exception {
        assertTrue(Json.of(bytes(get("/api/v1/session").body())).at("user").isNull());
        assertTrue(Json.of(bytes(get("/api/v1/session", "Cookie", "podflame-session=wrong")
                        .body()))
                .at("user")
                .isNull());
        HttpResponse<String> refused = signIn("wrong");
        assertEquals(401, refused.statusCode());
        assertFalse(refused.headers().firstValue("Set-Cookie").isPresent());
    }

    @Test
    void signingInWithSomethingElseIsRefusedWithItsCure() throws Exception {
        for (String body : new String[] {
            "", "{}", "[]", "{\"token\": 1}", "{\"token\": \"a b\"}", "[".repeat(5000), "x".repeat(100_000)
        }) {
            HttpResponse<String> answer = post("/api/v1/session", bytes(body));
            assertEquals(400, answer.statusCode(), body);
            assertTrue(answer.body().contains("\"cure\""), answer.body());
        }
        HttpResponse<String> tooLong = signIn("x".repeat(5000));
        assertEquals(400, tooLong.statusCode());
        assertTrue(tooLong.body().contains("kubectl podflame ui"), tooLong.body());
        assertEquals(
                415,
                collector
                        .send("POST", "/api/v1/session", "", bytes("{}"), "Content-Type", "text/plain")
                        .statusCode());
    }

    @Test
    void signingOutEndsTheCookieAndOnlyThePageItselfCanDoIt() throws Exception {
        String cookie = "podflame-session=" + GuardedCollector.SHOPPER;

        assertEquals(403, send("DELETE", "Cookie", cookie).statusCode());
        HttpResponse<String> out = send("DELETE", "Cookie", cookie, "Podflame-Page", "1");
        assertEquals(204, out.statusCode());
        assertTrue(
                out.headers().firstValue("Set-Cookie").orElse("").contains("Max-Age=0"),
                out.headers().toString());
        assertEquals(
                204,
                send("DELETE", "Authorization", "Bearer " + GuardedCollector.SHOPPER)
                        .statusCode());
    }

    @Test
    void anAgentSendsOnlyForItsOwnNode() throws Exception {
        byte[] batch = new ProfileLoad(new StackPool(50, new SplittableRandom(1)), "load", 1, 1)
                .request(StoringIT.bucket(0), 9)
                .body();

        assertEquals(200, profiles(batch, "node1/boot/1").statusCode());
        HttpResponse<String> foreign = profiles(batch, "node2/boot/1");
        assertEquals(403, foreign.statusCode());
        assertTrue(foreign.body().contains("node2"), foreign.body());
        assertEquals(403, profiles(batch, "").statusCode());
        assertEquals(403, report("node2").statusCode());
        assertEquals(204, report("node1").statusCode());
    }

    @Test
    void aLargeBodyOfSomebodyUnknownIsRefusedToo() throws Exception {
        try {
            assertEquals(
                    401,
                    collector
                            .send("POST", "/v1development/profiles", "wrong", new byte[30 << 20])
                            .statusCode());
        } catch (IOException e) {
            // The connection may be closed under a sender that goes on sending. Others are still served.
            assertEquals(200, get("/health/live").statusCode());
        }
    }

    private static HttpResponse<String> profiles(byte[] batch, String name) throws Exception {
        return name.isEmpty()
                ? collector.send(
                        "POST",
                        "/v1development/profiles",
                        GuardedCollector.AGENT1,
                        batch,
                        "Content-Type",
                        "application/x-protobuf")
                : collector.send(
                        "POST",
                        "/v1development/profiles",
                        GuardedCollector.AGENT1,
                        batch,
                        "Content-Type",
                        "application/x-protobuf",
                        "Podflame-Batch",
                        name);
    }

    private static HttpResponse<String> report(String node) throws Exception {
        return collector.send(
                "POST",
                "/agent/v1/report",
                GuardedCollector.AGENT1,
                bytes(Reports.report(node)),
                "Content-Type",
                "application/json");
    }

    private static HttpResponse<String> signIn(String token) throws Exception {
        return post("/api/v1/session", bytes("{\"token\": \"" + token + "\"}"));
    }

    private static HttpResponse<String> post(String path, byte[] body) throws Exception {
        return collector.send("POST", path, "", body, "Content-Type", "application/json");
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        return collector.send("GET", path, "", new byte[0], headers);
    }

    private static HttpResponse<String> send(String method, String... headers) throws Exception {
        return collector.send(method, "/api/v1/session", "", new byte[0], headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
