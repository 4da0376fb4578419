package dev.podflame.collector.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Signs people in and out on the page: a browser keeps their token in a cookie that no script can read.
@Controller("/api/v1/session")
@Admit(Admit.To.ANYONE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SessionController {
    /// Browsers drop larger cookies without a word.
    private static final int LONGEST_COOKIE = 3800;

    private static final int LARGEST_BODY = 64 << 10;

    private final Doorkeeper door;

    SessionController(Doorkeeper door) {
        this.door = door;
    }

    /// Whether this collector asks for tokens, and whose came with the request.
    ///
    /// @param auth `none` or `kubernetes`
    /// @param user null if there was no valid token
    @Serdeable
    record Session(String auth, @Nullable String user) {}

    /// A token to sign in with.
    @Serdeable
    record SignIn(String token) {}

    /// Who is signed in.
    @Get
    HttpResponse<Session> session(HttpRequest<?> request) throws AccessException {
        Optional<String> user = Optional.empty();
        Optional<String> token = Credentials.of(request).token();
        if (token.isPresent()) {
            try {
                user = door.reader(token).user();
            } catch (AccessException e) {
                if (e.kind() == AccessException.Kind.UNAVAILABLE) {
                    throw e;
                }
            }
        }
        return HttpResponse.ok(new Session(door.label(), user.orElse(null)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /// Signs in with a token: answers with a cookie that the browser sends from then on.
    @Post
    @ApiResponse(responseCode = "204", description = "Signed in.")
    @RequestBody(content = @Content(schema = @Schema(implementation = SignIn.class)))
    HttpResponse<?> signIn(HttpRequest<?> request, @Body InputStream body) throws AccessException, IOException {
        String token = token(body);
        if (!Tokens.isToken(token)) {
            return HttpResponse.badRequest(new Refusal(
                    "There is no token in the request.",
                    "Send {\"token\": \"...\"}, with the token as it was printed."));
        }
        if (token.length() > LONGEST_COOKIE) {
            return HttpResponse.badRequest(new Refusal(
                    "The token is too long for a browser's cookie.",
                    "Use `kubectl podflame ui`, or a service account's token: kubectl create token."));
        }
        door.reader(Optional.of(token));
        return HttpResponse.noContent().cookie(cookie(request, token));
    }

    /// Signs out.
    @Delete
    @ApiResponse(responseCode = "204", description = "Signed out.")
    HttpResponse<?> signOut(HttpRequest<?> request) {
        return HttpResponse.noContent().cookie(cookie(request, "").maxAge(0));
    }

    private static Cookie cookie(HttpRequest<?> request, String value) {
        return Cookie.of(Credentials.COOKIE, value)
                .path("/api")
                .httpOnly()
                .sameSite(SameSite.Strict)
                .secure(request.isSecure());
    }

    private String token(InputStream body) throws IOException {
        byte[] bytes;
        try (body) {
            bytes = body.readNBytes(LARGEST_BODY + 1);
        }
        if (bytes.length > LARGEST_BODY) {
            return "";
        }
        try {
            JsonNode token = ForeignJson.read(bytes).get("token");
            return token != null && token.isString() ? token.getStringValue().strip() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
