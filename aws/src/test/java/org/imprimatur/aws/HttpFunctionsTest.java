package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imprimatur.contract.ApiContract;
import org.imprimatur.contract.ApiUnderTest;
import org.imprimatur.contract.SamplePosts;
import org.imprimatur.post.Author;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;
import org.imprimatur.session.User;
import org.junit.jupiter.api.Test;

/** The functions behind the HTTP API, held to its contract and to what API Gateway hands them. */
class HttpFunctionsTest implements ApiContract {
  private final Functions cloud = new Functions();

  @Override
  public ApiUnderTest openApi() {
    return new Gateway(cloud);
  }

  @Test
  void theAuthorIsTheSubjectBehindTheSignatureUnderTheNameOfTheSession() {
    signIn("6f1c3e5a-ann", "Ann the Author");

    JsonNode answer = Recorded.answer(create(), Recorded.event("http-create"));

    assertThat(answer.get("statusCode").intValue()).isEqualTo(202);
    Post post = only();
    assertThat(post.author()).isEqualTo(new Author("6f1c3e5a-ann", "Ann the Author"));
    assertThat(post.title()).isEqualTo("Found: a grey cat \uD83D\uDC08");
    assertThat(post.trace().value())
        .isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  }

  @Test
  void whoHasNoSessionIsNamedNeutrally() {
    Recorded.answer(create(), Recorded.event("http-create"));

    assertThat(only().author()).isEqualTo(new Author("6f1c3e5a-ann", "Somebody"));
  }

  @Test
  void aBodyInBase64IsTheBody() {
    Recorded.answer(create(), Recorded.event("http-create-base64"));

    assertThat(only().title()).isEqualTo("Grüße \uD83D\uDC27");
  }

  @Test
  void guestsStrangersAndOtherPoolsSubmitNothing() {
    ObjectNode otherPool = (ObjectNode) Recorded.event("http-create");
    identity(otherPool).put("identityPoolId", "eu-west-1:other");
    ObjectNode nobody = (ObjectNode) Recorded.event("http-create");
    ((ObjectNode) nobody.get("requestContext")).remove("authorizer");
    ObjectNode forged = (ObjectNode) Recorded.event("http-create");
    identity(forged).withArray("amr").removeAll().add("evil.example:CognitoSignIn:6f1c3e5a-ann");

    for (JsonNode event :
        new JsonNode[] {
          otherPool,
          nobody,
          forged,
          Recorded.event("http-create-guest"),
          Recorded.event("http-create-other-provider")
        }) {
      JsonNode answer = Recorded.answer(create(), event);
      assertThat(answer.get("statusCode").intValue()).isEqualTo(403);
      assertThat(answer.at("/headers/Content-Type").textValue())
          .isEqualTo("application/problem+json");
    }
    assertThat(everything()).isZero();
  }

  @Test
  void parametersThatWereSentTwiceAreABadRequest() {
    ObjectNode event = (ObjectNode) Recorded.event("http-list");
    ((ObjectNode) event.get("queryStringParameters")).put("limit", "2,2");

    assertThat(Recorded.answer(list(), event).get("statusCode").intValue()).isEqualTo(400);
  }

  @Test
  void cookiesChangeNothing() {
    assertThat(Recorded.answer(list(), Recorded.event("http-list")).get("body").textValue())
        .isEqualTo("{\"items\":[],\"next\":null}");
    assertThat(Recorded.answer(list(), Recorded.event("http-find")).get("statusCode").intValue())
        .isEqualTo(404);
  }

  @Test
  void aStoreThatDoesNotAnswerIsAskedForAgainLater() {
    ListPostsHandler lost =
        new ListPostsHandler(cloud.start("POSTS_TABLE", "there-is-no-such-table"));

    JsonNode answer = Recorded.answer(lost, Recorded.event("http-list"));

    assertThat(answer.get("statusCode").intValue()).isEqualTo(503);
    assertThat(answer.at("/headers/Retry-After").textValue()).isEqualTo("5");
  }

  private ListPostsHandler list() {
    return new ListPostsHandler(cloud.start());
  }

  private CreatePostHandler create() {
    return new CreatePostHandler(cloud.start());
  }

  private Post only() {
    return cloud
        .stores()
        .posts()
        .byAuthor("6f1c3e5a-ann", PageRequest.first(9), cloud.here.clock().instant())
        .items()
        .get(0);
  }

  private int everything() {
    return cloud
        .stores()
        .posts()
        .waiting(PageRequest.first(9), cloud.here.clock().instant())
        .items()
        .size();
  }

  private void signIn(String subject, String name) {
    User user = new User(subject, "ann", name, Set.of());
    cloud
        .stores()
        .sessions()
        .add(cloud.here.sampleSessions().signedIn(subject + name, user, Optional.empty()));
  }

  private static ObjectNode identity(JsonNode event) {
    return (ObjectNode) event.at("/requestContext/authorizer/iam/cognitoIdentity");
  }

  /** API Gateway: makes the events that the recorded ones show. */
  private record Gateway(Functions cloud) implements ApiUnderTest {
    @Override
    public Posts posts() {
      return cloud.stores().posts();
    }

    @Override
    public SamplePosts samplePosts() {
      return cloud.here.samplePosts();
    }

    @Override
    public Reply get(String path, Optional<String> known) {
      ObjectNode event = (ObjectNode) Recorded.event("http-list");
      event.remove("queryStringParameters");
      int query = path.indexOf('?');
      if (query >= 0) {
        parameters(event, path.substring(query + 1));
      } else if (path.startsWith("/api/posts/")) {
        event.putObject("pathParameters").put("id", path.substring("/api/posts/".length()));
      }
      known.ifPresent(tags -> ((ObjectNode) event.get("headers")).put("if-none-match", tags));
      return reply(Recorded.answer(new ListPostsHandler(cloud.start()), event));
    }

    private static void parameters(ObjectNode event, String query) {
      ObjectNode parameters = event.putObject("queryStringParameters");
      for (String pair : query.split("&")) {
        int equals = pair.indexOf('=');
        parameters.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }

    @Override
    public Reply post(Optional<Author> author, byte[] body, Map<String, String> headers) {
      ObjectNode event = (ObjectNode) Recorded.event("http-create-guest");
      author.ifPresent(who -> signIn(event, who));
      ObjectNode sent = (ObjectNode) event.get("headers");
      headers.forEach((name, value) -> sent.put(name.toLowerCase(Locale.ROOT), value));
      event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
      return reply(Recorded.answer(new CreatePostHandler(cloud.start()), event));
    }

    private void signIn(ObjectNode event, Author author) {
      User user = new User(author.id(), author.id(), author.name(), Set.of());
      Optional<String> none = Optional.empty();
      String secret = author.id() + cloud.here.random().nextLong();
      cloud.stores().sessions().add(cloud.here.sampleSessions().signedIn(secret, user, none));
      identity(event)
          .putArray("amr")
          .add("authenticated")
          .add("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_POOL:CognitoSignIn:" + author.id());
    }

    private static Reply reply(JsonNode answer) {
      Map<String, String> headers = new HashMap<>();
      answer
          .get("headers")
          .properties()
          .forEach(h -> headers.put(h.getKey().toLowerCase(Locale.ROOT), h.getValue().asText()));
      return new Reply(
          answer.get("statusCode").intValue(), headers, answer.get("body").textValue());
    }
  }
}
