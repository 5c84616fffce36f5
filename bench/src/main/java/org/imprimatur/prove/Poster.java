package org.imprimatur.prove;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Somebody who submits posts to a running application and reads them. */
final class Poster {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1).build();
  private final String token;

  Poster(String token) {
    this.token = token;
  }

  /** Submits a post; its id if it was acknowledged. */
  Optional<String> submit(int port, String title, String body) throws InterruptedException {
    try {
      HttpResponse<String> answer = send(port, title, body);
      return answer.statusCode() == 202
          ? Optional.of(JSON.readTree(answer.body()).required("id").asText())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Submits a post; the status of the answer. */
  int status(int port, String title, String body) throws IOException, InterruptedException {
    return send(port, title, body).statusCode();
  }

  private HttpResponse<String> send(int port, String title, String body)
      throws IOException, InterruptedException {
    String json = JSON.createObjectNode().put("title", title).put("body", body).toString();
    HttpRequest request =
        at(port, "/api/posts")
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  /** Reads a page; the status of the answer. */
  int get(int port, String path) throws IOException, InterruptedException {
    return http.send(at(port, path).GET().build(), BodyHandlers.discarding()).statusCode();
  }

  private static HttpRequest.Builder at(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(PATIENCE);
  }
}
