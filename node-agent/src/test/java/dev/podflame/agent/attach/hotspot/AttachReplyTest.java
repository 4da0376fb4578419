package dev.podflame.agent.attach.hotspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AttachReplyTest {

    @Test
    void jdk8AnswersWithTheNumberAlone() {
        assertTrue(reply("0\n0\n").isSuccess());
        AttachReply failed = reply("0\n200\n");
        assertFalse(failed.isSuccess());
        assertTrue(failed.isLoaded());
        assertEquals(200, failed.code().orElseThrow());
    }

    @Test
    void laterOnesSayThatItIsTheReturnCode() {
        assertTrue(reply("0\nreturn code: 0\n").isSuccess());
        assertEquals(100, reply("0\nreturn code: 100\n").code().orElseThrow());
        assertEquals(-1, reply("0\nreturn code: -1\n").code().orElseThrow());
    }

    @Test
    void aLibraryThatCouldNotBeLoadedHasNoCodeButWords() {
        AttachReply reply = reply("0\n/tmp/x.so was not loaded.\n/tmp/x.so: cannot open shared object file\n");
        assertFalse(reply.isLoaded());
        assertTrue(reply.text().contains("cannot open shared object file"));
    }

    @Test
    void aRequestThatHotSpotRefusesIsNotMistakenForTheLibrarysAnswer() {
        AttachReply reply = reply("101\nreturn code: 0\n");
        assertFalse(reply.isSuccess());
        assertFalse(reply.isLoaded());
        assertTrue(reply(
                        "0\nDynamic agent loading is not enabled. Use -XX:+EnableDynamicAgentLoading to launch target VM.\n")
                .isForbidden());
    }

    @Test
    void anythingElseIsKeptAsItIs() {
        AttachReply reply = reply("HTTP/1.1 400 Bad Request\n");
        assertEquals(-1, reply.status());
        assertEquals("HTTP/1.1 400 Bad Request", reply.text());
        assertFalse(reply("").isSuccess());
    }

    private static AttachReply reply(String text) {
        return AttachReply.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
