package org.imprimatur.web.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.imprimatur.aws.AwsSettings;
import org.imprimatur.aws.LocalAws;
import org.imprimatur.aws.Tables;
import org.imprimatur.contract.Dynalite;

/**
 * The cloud at one address: DynamoDB's API by dynalite, a bus that takes everything, an identity
 * pool that lends to whoever shows a token, one secret, and the Create route.
 */
final class FakeCloud implements AutoCloseable {
  static final String REGION = "eu-west-1";
  static final String ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_POOL";
  static final String IDENTITY_POOL = "eu-west-1:pool";
  static final String BUS = "bus";

  /** The names that functions fall back on where their environment says nothing. */
  static final Tables TABLES = new Tables("posts", "archive", "sessions", "audit", "notices");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "s".repeat(64);

  private final Dynalite dynalite = new Dynalite();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  FakeCloud() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    CreateRoute create = new CreateRoute();
    server.createContext("/", exchange -> answer(exchange, this::service));
    server.createContext("/api/posts", exchange -> answer(exchange, create::answer));
    server.start();
    LocalAws.prepare(settings()).close();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What the application is told of it. */
  Map<String, String> told() {
    Map<String, String> told = new HashMap<>();
    told.putAll(
        Map.of(
            "imprimatur.aws.endpoint",
            endpoint().toString(),
            "imprimatur.aws.create-url",
            endpoint() + "/api/posts",
            "imprimatur.aws.region",
            REGION,
            "imprimatur.aws.bus",
            BUS,
            "imprimatur.aws.posts-table",
            TABLES.posts(),
            "imprimatur.aws.archive-table",
            TABLES.archive(),
            "imprimatur.aws.sessions-table",
            TABLES.sessions(),
            "imprimatur.aws.identity-pool",
            IDENTITY_POOL,
            "imprimatur.aws.session-key-secret",
            "session-key"));
    told.put("imprimatur.aws.audit-table", TABLES.audit());
    told.put("imprimatur.aws.notices-table", TABLES.notices());
    return told;
  }

  private AwsSettings settings() {
    return new AwsSettings(REGION, java.util.Optional.of(endpoint()), TABLES, BUS);
  }

  private Answer service(HttpExchange exchange, byte[] body) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (target == null) {
      return new Answer(404, new byte[0]);
    }
    String service = target.substring(0, target.indexOf('.'));
    return switch (service) {
      case "AWSEvents" -> Answer.json("{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}");
      case "AWSCognitoIdentityService" -> lent(JSON.readTree(body));
      case "secretsmanager" -> Answer.json("{\"SecretString\":\"" + SECRET + "\"}");
      default -> forwarded(exchange, body);
    };
  }

  /** Access keys say for whom they are, which is how the Create route knows. */
  private static Answer lent(JsonNode request) {
    if (request.has("IdentityPoolId")) {
      String token = request.get("Logins").elements().next().asText();
      return Answer.json("{\"IdentityId\":\"" + token + "\"}");
    }
    String subject = request.get("IdentityId").asText().replaceFirst("^id-token-of-", "");
    return Answer.json(
        "{\"IdentityId\":\"x\",\"Credentials\":{\"AccessKeyId\":\""
            + CreateRoute.accessKey(subject)
            + "\",\"SecretKey\":\"secret\",\"SessionToken\":\"session\","
            + "\"Expiration\":9999999999}}");
  }

  private Answer forwarded(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(dynalite.endpoint())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (String name :
        new String[] {"X-Amz-Target", "X-Amz-Date", "Content-Type", "Authorization"}) {
      request.header(name, exchange.getRequestHeaders().getFirst(name));
    }
    try {
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void answer(HttpExchange exchange, Answering answering) throws IOException {
    try (exchange) {
      Answer answer = answering.answer(exchange, exchange.getRequestBody().readAllBytes());
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    dynalite.close();
  }

  /** Answers a request. */
  interface Answering {
    Answer answer(HttpExchange request, byte[] body) throws IOException;
  }

  /** An answer in JSON. */
  record Answer(int status, byte[] body) {
    static Answer json(String text) {
      return new Answer(200, text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
