package org.imprimatur.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.imprimatur.json.JsonText;
import org.imprimatur.post.IdempotencyKey;
import org.imprimatur.post.StoreUnavailable;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.TraceParent;

/**
 * Submits posts through the Create route of the HTTP API, each request signed with the credentials
 * that the identity pool lends to its author. Answers as {@link org.imprimatur.post.SubmitPost}
 * does. A route that does not answer is a {@link StoreUnavailable}; sending again under the same
 * key is safe. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html">IAM
 *     authorization of HTTP APIs</a>
 */
public final class SignedSubmissions {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int FORBIDDEN = 403;

  private final URI route;
  private final PoolCredentials credentials;
  private final Signature signature;
  private final CreateAnswers answers;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  SignedSubmissions(
      URI route, PoolCredentials credentials, Signature signature, CreateAnswers answers) {
    this.route = route;
    this.credentials = credentials;
    this.signature = signature;
    this.answers = answers;
  }

  /**
   * Submits a title and a body as typed.
   *
   * @param subject who is signed in
   * @param idToken gives an ID token of the subject's that has not expired, refreshing it first
   *     where it has to; asked for only where no credentials are kept
   */
  public Submitted submit(
      String subject,
      Supplier<String> idToken,
      String title,
      String body,
      Optional<IdempotencyKey> key,
      TraceParent trace) {
    byte[] json = json(title, body);
    Map<String, String> headers = headers(key, trace);
    HttpResponse<String> answer = send(subject, idToken, headers, json);
    if (answer.statusCode() == FORBIDDEN) {
      credentials.forget(subject);
      answer = send(subject, idToken, headers, json);
    }
    return answers.read(answer.statusCode(), answer.body(), subject, key);
  }

  private HttpResponse<String> send(
      String subject, Supplier<String> idToken, Map<String, String> headers, byte[] json) {
    HttpRequest request =
        signature
            .post(route, headers, json, credentials.of(subject, idToken))
            .timeout(PATIENCE)
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new StoreUnavailable("the Create route does not answer", false, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted", false, e);
    }
  }

  private static Map<String, String> headers(Optional<IdempotencyKey> key, TraceParent trace) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("traceparent", trace.value());
    key.ifPresent(k -> headers.put("Idempotency-Key", k.value()));
    return headers;
  }

  private static byte[] json(String title, String body) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("title", title).put("body", body);
    return JsonText.write(json).getBytes(StandardCharsets.UTF_8);
  }
}
