package org.imprimatur.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The real Keycloak, started on one data folder for all of these. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakProcessIT {

  private static final Path DISTRIBUTION = Path.of("target", "keycloak");
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration SOON = Duration.ofSeconds(20);

  private Path data;
  private int port;
  private String board = "http://localhost:8080";
  private KeycloakProcess keycloak;
  private String moderatorPassword;

  @BeforeAll
  void startTheFirstTime(@TempDir Path folder) {
    data = folder;
    keycloak = start();
    moderatorPassword = keycloak.newModeratorPassword().orElseThrow();
    awaitReady();
  }

  @AfterAll
  void stop() {
    keycloak.close();
  }

  @Test
  void itsDiscoveryDocumentNamesTheIssuer() throws IOException, InterruptedException {
    URI uri = URI.create(keycloak.issuer() + "/.well-known/openid-configuration");
    String body =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
            .body();
    JsonNode discovery = new ObjectMapper().readTree(body);
    assertThat(discovery.get("issuer").asText()).isEqualTo(keycloak.issuer().toString());
    assertThat(discovery.get("backchannel_logout_session_supported").asBoolean()).isTrue();
  }

  @Test
  void itListensOnOneLoopbackAddressAlone() {
    Assertions.assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> new Socket("127.0.0.2", keycloak.issuer().getPort()).close());
  }

  @Test
  void theRegistrationPageAsksForWhatWeNeed() throws IOException, InterruptedException {
    var page = visitor().opensRegistration();
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("name=\"username\"", "name=\"email\"", "name=\"firstName\"")
        .contains("name=\"lastName\"", "name=\"password\"", "name=\"password-confirm\"");
  }

  @Test
  void whoeverRegistersIsSignedInAndNoModerator() throws IOException, InterruptedException {
    JsonNode tokens = visitor().registers("ada", "a good long secret", keycloak.clientSecret());
    JsonNode id = Visitor.claims(tokens, "id_token");
    assertThat(id.get("preferred_username").asText()).isEqualTo("ada");
    assertThat(id.get("name").asText()).isEqualTo("Ada Author");
    assertThat(id.get("nonce").asText()).isEqualTo("nonce");
    assertThat(id.get("sid").asText()).isNotEmpty();
    assertThat(id.path("roles")).isEmpty();
  }

  @Test
  void theFirstModeratorSignsInAndTheTokensSaySo() throws IOException, InterruptedException {
    JsonNode tokens = signInModerator();
    assertThat(Visitor.claims(tokens, "id_token").at("/roles/0").asText()).isEqualTo("moderator");
    JsonNode access = Visitor.claims(tokens, "access_token");
    assertThat(access.get("roles")).hasSize(1);
    assertThat(access.get("aud").asText()).isEqualTo("imprimatur");
    assertThat(access.get("iss").asText()).isEqualTo(keycloak.issuer().toString());
    assertThat(tokens.get("expires_in").asInt()).isBetween(290, 300);
  }

  @Test
  void aRefreshTokenIsGoodOnce() throws IOException, InterruptedException {
    String token = signInModerator().get("refresh_token").asText();
    Visitor visitor = visitor();
    assertThat(visitor.refreshes(token, keycloak.clientSecret()).statusCode()).isEqualTo(200);
    assertThat(visitor.refreshes(token, keycloak.clientSecret()).statusCode()).isEqualTo(400);
  }

  @Test
  void aPasswordAloneBuysNoToken() throws IOException, InterruptedException {
    var answer =
        visitor().asksWithPassword("moderator", moderatorPassword, keycloak.clientSecret());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("unauthorized_client");
  }

  @Test
  void signingInWithoutPkceIsRefused() throws IOException, InterruptedException {
    var answer = visitor().opensSignInWithoutPkce();
    assertThat(answer.headers().firstValue("Location")).get().asString().contains("error=");
  }

  @Test
  void anotherAddressIsNoWayBack() throws IOException, InterruptedException {
    assertThat(new Visitor(keycloak, board + "/x").opensSignIn().statusCode()).isEqualTo(400);
  }

  @Test
  void aSecondBoardOnTheSameDataIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> start().close())
        .withMessageContaining("another board");
  }

  @Test
  void aKilledKeycloakIsStartedAgain() throws IOException {
    ProcessHandle killed = child();
    killed.destroyForcibly();
    Await.until(SOON, () -> childPid() != killed.pid(), () -> "no other process than " + killed);
    awaitReady();
    assertThat(child().isAlive()).isTrue();
  }

  @Test
  void closingEndsItAndItsIssuerIsTheSameAfterARestart() throws IOException {
    ProcessHandle child = child();
    URI before = keycloak.issuer();
    String secret = keycloak.clientSecret();
    keycloak.close();
    assertThat(child.isAlive()).isFalse();
    assertThat(Ports.isFree(before.getPort())).isTrue();
    restart();
    assertThat(keycloak.issuer()).isEqualTo(before);
    assertThat(keycloak.clientSecret()).isEqualTo(secret);
    assertThat(keycloak.newModeratorPassword()).isEmpty();
  }

  @Test
  void changedBaseUrlMovesTheRedirectUri() throws IOException, InterruptedException {
    String before = board;
    keycloak.close();
    board = before.replace("808", "909");
    restart();
    assertThat(visitor().opensSignIn().statusCode()).isEqualTo(200);
    assertThat(new Visitor(keycloak, before).opensSignIn().statusCode()).isEqualTo(400);
    assertThat(signInModerator().has("id_token")).isTrue();
  }

  @Test
  void anotherPortIsAnotherIssuer(@TempDir Path elsewhere)
      throws IOException, InterruptedException {
    keycloak.close();
    port = Ports.choose(0, elsewhere.resolve("port"));
    restart();
    assertThat(keycloak.issuer()).hasPort(port);
    JsonNode id = Visitor.claims(signInModerator(), "id_token");
    assertThat(id.get("iss").asText()).isEqualTo(keycloak.issuer().toString());
    keycloak.close();
    port = 0;
    restart();
  }

  @Test
  void aKilledBoardLeavesNoOrphan(@TempDir Path elsewhere)
      throws IOException, InterruptedException {
    Process lonely = lonelyBoard(elsewhere);
    Path pidFile = Home.under(elsewhere).pidFile();
    Await.until(SOON, () -> Files.exists(pidFile), () -> "no process id in " + pidFile);
    ProcessHandle child = ProcessHandle.of(pid(pidFile)).orElseThrow();
    lonely.destroyForcibly().waitFor(SOON.toSeconds(), TimeUnit.SECONDS);
    Await.until(SOON, () -> !child.isAlive(), () -> child + " lives on");
  }

  private static Process lonelyBoard(Path data) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            LonelyBoard.class.getName(),
            DISTRIBUTION.toString(),
            data.toString())
        .start();
  }

  private KeycloakProcess start() {
    KeycloakSettings settings =
        new KeycloakSettings(
            DISTRIBUTION, data, port, URI.create(board), KeycloakSettings.DEFAULT_HEAP);
    return KeycloakProcess.start(settings, Clock.systemUTC());
  }

  private void restart() {
    keycloak = start();
    awaitReady();
  }

  private void awaitReady() {
    Await.until(
        START,
        () -> keycloak.status() instanceof KeycloakStatus.Ready,
        () -> keycloak.status().toString());
  }

  private Visitor visitor() {
    return new Visitor(keycloak, board);
  }

  private JsonNode signInModerator() throws IOException, InterruptedException {
    return visitor().signsIn("moderator", moderatorPassword, keycloak.clientSecret());
  }

  private ProcessHandle child() throws IOException {
    return ProcessHandle.of(pid(Home.under(data).pidFile())).orElseThrow();
  }

  private long childPid() {
    try {
      return pid(Home.under(data).pidFile());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static long pid(Path file) throws IOException {
    return Long.parseLong(Files.readString(file).strip());
  }
}
