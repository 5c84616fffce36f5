package org.imprimatur.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.imprimatur.post.Author;
import org.imprimatur.post.IdempotencyKey;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.StoreUnavailable;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.TraceParent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Submissions signed by the web, checked by a server that recomputes each signature. */
class SignedSubmissionsTest {
  private static final String PROVIDER = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_POOL";

  private final Functions cloud = new Functions();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger idTokens = new AtomicInteger();
  private final Supplier<String> idToken = () -> "id-token-" + idTokens.incrementAndGet();
  private final URI route = Http.serve(this::gateway).resolve("/api/posts");
  private final SignedSubmissions submissions = submissions();

  @BeforeEach
  void lendForAnHour() {
    IdentityPool.TOKENS.clear();
    IdentityPool.expiration = cloud.here.clock().instant().plus(Duration.ofHours(1));
  }

  @Test
  void aSubmissionArrivesAsTheAuthorsOwn() {
    String hostile = "100 % + more \uD83D\uDC27 & \u202Eevil\u202C";

    Submitted answer = submit(hostile, "a + b = c %20\n\uD83D\uDC69\u200D\uD83D\uDCBB", none());

    Post post = ((Submitted.Accepted) answer).post();
    assertThat(post.author()).isEqualTo(new Author("6f1c3e5a-ann", "Somebody"));
    assertThat(post.title()).isEqualTo(hostile);
    assertThat(post.body()).isEqualTo("a + b = c %20\n\uD83D\uDC69\u200D\uD83D\uDCBB");
  }

  @Test
  void whatIsWrongComesBackFieldByField() {
    Submitted answer = submit("", "", none());

    assertThat(((Submitted.Invalid) answer).violations())
        .extracting("field")
        .containsExactly("title", "body");
  }

  @Test
  void aRepeatIsTheSamePostAndAnotherTextIsRefused() {
    Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("form-1"));
    Post first = ((Submitted.Accepted) submit("T", "B", key)).post();

    assertThat(submit("T", "B", key)).isEqualTo(new Submitted.Accepted(first));
    assertThat(submit("U", "B", key)).isEqualTo(new Submitted.KeyReused(first.id()));
  }

  @Test
  void credentialsAreLentOnceUntilShortlyBeforeTheirEnd() {
    submit("T", "B", none());
    submit("T", "B", none());
    assertThat(IdentityPool.TOKENS).containsExactly("id-token-1");

    cloud.here.clock().advance(Duration.ofMinutes(58));
    submit("T", "B", none());

    assertThat(IdentityPool.TOKENS).containsExactly("id-token-1", "id-token-2");
  }

  @Test
  void refusedCredentialsAreRenewedOnce() {
    submit("T", "B", none());
    refusals.set(1);

    assertThat(submit("T", "B", none())).isInstanceOf(Submitted.Accepted.class);
    assertThat(IdentityPool.TOKENS).containsExactly("id-token-1", "id-token-2");
  }

  @Test
  void whoeverIsRefusedAgainIsToldThatNothingWasWritten() {
    refusals.set(2);

    assertThatThrownBy(() -> submit("T", "B", none()))
        .isInstanceOfSatisfying(StoreUnavailable.class, e -> assertThat(e.outcomeKnown()).isTrue());
    assertThat(requests).hasValue(2);
  }

  @Test
  void aRouteThatDoesNotAnswerMayHaveWritten() {
    refusals.set(-1);

    assertThatThrownBy(() -> submit("T", "B", none()))
        .isInstanceOfSatisfying(
            StoreUnavailable.class, e -> assertThat(e.outcomeKnown()).isFalse());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/posts",
        "/api/posts/a%20b",
        "/api/posts/a+b",
        "/api/posts/100%25",
        "/api/posts/%F0%9F%90%A7",
        "/api/posts?q=a%20b&p=1%2B1%3D2&r=100%25&s=%F0%9F%90%A7",
      })
  void aSignatureHoldsForEveryAddress(String path) throws IOException, InterruptedException {
    HttpRequest request =
        new Signature("eu-west-1", cloud.here.clock())
            .post(
                route.resolve(path),
                Map.of("Content-Type", "application/json"),
                "{}".getBytes(UTF_8),
                AwsSessionCredentialsIdentity.create("ASIA7", IdentityPool.secret("ASIA7"), "s"))
            .build();

    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void anAlteredBodyIsRefused() throws IOException, InterruptedException {
    HttpRequest signed =
        new Signature("eu-west-1", cloud.here.clock())
            .post(
                route,
                Map.of(),
                "{\"title\":\"T\",\"body\":\"B\"}".getBytes(UTF_8),
                AwsSessionCredentialsIdentity.create("ASIA7", IdentityPool.secret("ASIA7"), "s"))
            .build();
    HttpRequest.Builder altered =
        HttpRequest.newBuilder(route)
            .POST(HttpRequest.BodyPublishers.ofString("{\"title\":\"U\",\"body\":\"B\"}"));
    signed.headers().map().forEach((name, values) -> altered.header(name, values.get(0)));

    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(altered.build(), HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  private Submitted submit(String title, String body, Optional<IdempotencyKey> key) {
    TraceParent trace = TraceParent.start(cloud.here.random());
    return submissions.submit("6f1c3e5a-ann", idToken, title, body, key, trace);
  }

  private SignedSubmissions submissions() {
    Stores stores = cloud.stores();
    return new SignedSubmissions(
        route,
        new PoolCredentials(
            CloudEngine.CLIENTS.cognitoIdentity(), "eu-west-1:pool", PROVIDER, cloud.here.clock()),
        new Signature("eu-west-1", cloud.here.clock()),
        new CreateAnswers(
            stores.posts(),
            stores.archive(),
            new PostIds(cloud.here.clock(), cloud.here.random()),
            cloud.here.clock()));
  }

  /** API Gateway: 403 for a signature that does not hold, else what the function says. */
  private Http.Answer gateway(HttpExchange request, byte[] body) throws IOException {
    requests.incrementAndGet();
    if (refusals.get() < 0) {
      return new Http.Answer(500, "{\"message\":\"Internal Server Error\"}".getBytes(UTF_8));
    }
    String credential = request.getRequestHeaders().getFirst("Authorization");
    String accessKey = credential.replaceAll(".*Credential=([^/]*)/.*", "$1");
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0
        || !SignatureCheck.holds(request, body, IdentityPool.secret(accessKey))) {
      return new Http.Answer(403, "{\"message\":\"Forbidden\"}".getBytes(UTF_8));
    }
    ObjectNode event = (ObjectNode) Recorded.event("http-create");
    ObjectNode headers = event.putObject("headers");
    request
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(ROOT), String.join(",", values)));
    event.put("body", new String(body, UTF_8));
    JsonNode answer = Recorded.answer(new CreatePostHandler(cloud.start()), event);
    return new Http.Answer(
        answer.get("statusCode").intValue(), answer.get("body").textValue().getBytes(UTF_8));
  }

  private static Optional<IdempotencyKey> none() {
    return Optional.empty();
  }
}
