package org.imprimatur.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** What we ask of a running Keycloak, over HTTP. */
final class Conversation {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final Server server;

  Conversation(Server server) {
    this.server = server;
  }

  /** Whether it answers with its discovery document, and is the issuer we started. */
  boolean answers() throws InterruptedException {
    try {
      URI discovery = URI.create(server.issuer() + "/.well-known/openid-configuration");
      JsonNode document = ask(HttpRequest.newBuilder(local(discovery)));
      return server.issuer().toString().equals(document.path("issuer").asText());
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * Points the board's client at the board's addresses; when it does already, nothing is written.
   */
  void pointClientAtBoard() throws IOException, InterruptedException {
    String token = setupToken();
    URI clients = URI.create(server.origin() + "/admin/realms/" + Server.REALM + "/clients");
    JsonNode found = ask(authorized(URI.create(clients + "?clientId=" + Server.CLIENT_ID), token));
    if (!(found.path(0) instanceof ObjectNode client)) {
      throw new IOException("the realm has no client " + Server.CLIENT_ID);
    }
    ObjectNode moved = pointedAt(server.board(), client);
    if (!moved.equals(client)) {
      URI self = URI.create(clients + "/" + client.path("id").asText());
      ask(
          authorized(self, token)
              .header("Content-Type", "application/json")
              .PUT(BodyPublishers.ofString(moved.toString())));
    }
  }

  /** The same client with the board's addresses, and these alone. */
  static ObjectNode pointedAt(BoardUrls board, ObjectNode client) {
    ObjectNode moved = client.deepCopy();
    moved.put("baseUrl", board.home());
    ArrayNode callbacks = moved.putArray("redirectUris");
    callbacks.add(board.callback());
    moved
        .withObjectProperty("attributes")
        .put("post.logout.redirect.uris", board.home())
        .put("backchannel.logout.url", board.backChannelLogout());
    return moved;
  }

  private String setupToken() throws IOException, InterruptedException {
    String form =
        form(
            Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                Server.SETUP_CLIENT_ID,
                "client_secret",
                server.secrets().setup()));
    JsonNode answer =
        ask(
            HttpRequest.newBuilder(
                    local(URI.create(server.issuer() + "/protocol/openid-connect/token")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    return answer.path("access_token").asText();
  }

  private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpRequest question = request.timeout(PATIENCE).build();
    HttpResponse<String> answer = http.send(question, BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          question.method() + " " + question.uri().getPath() + ": " + answer.statusCode());
    }
    return json.readTree(answer.body());
  }

  private static HttpRequest.Builder authorized(URI uri, String token) {
    return HttpRequest.newBuilder(local(uri)).header("Authorization", "Bearer " + token);
  }

  /** By number, as Keycloak is bound: "localhost" may mean the other loopback address first. */
  private static URI local(URI uri) {
    return URI.create(uri.toString().replaceFirst("//localhost:", "//127.0.0.1:"));
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
