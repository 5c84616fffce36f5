package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.imprimatur.Ports;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The documented example, as it is documented, beside a board that asks it. */
@QuarkusTest
@TestProfile(ExampleServiceIT.AskingTheExample.class)
class ExampleServiceIT {
  private static final String SECRET = "whsec_dGhlIGV4YW1wbGUncyBzZWNyZXQgb2YgdGVzdHM=";
  private static final int PORT = freePort();

  @TestHTTPResource URI base;
  @Inject People people;
  @Inject Ports ports;
  @Inject Clock clock;

  private Process service;
  private Http author;

  @BeforeEach
  void start() throws IOException {
    String board = base.toString().replaceAll("/$", "");
    author = Http.at(URI.create(board)).as(people.author("ann"));
    ProcessBuilder node =
        new ProcessBuilder(
            "node", Path.of("..", "docs", "examples", "approval-service.mjs").toString());
    node.environment()
        .putAll(
            Map.of("WEBHOOK_SECRET", SECRET, "BOARD_URL", board, "PORT", Integer.toString(PORT)));
    service = node.inheritIO().start();
    until(ExampleServiceIT::listening);
  }

  @AfterEach
  void stop() throws InterruptedException {
    service.destroy();
    service.waitFor(10, TimeUnit.SECONDS);
  }

  @Test
  void itPublishesAndRejectsAndTakesNothingUnsigned() throws JsonProcessingException {
    PostId good = submit("Found: a grey cat");
    PostId bad = submit("The best casino in town");

    until(() -> stored(good).filter(post -> post.status() == Status.PUBLISHED).isPresent());
    assertThat(stored(good).flatMap(Post::decision).map(Decision::decidedBy)).contains("example");
    until(() -> archived(bad).isPresent());
    assertThat(archived(bad).flatMap(Post::decision).flatMap(Decision::reason))
        .contains("No advertisements, please.");
    assertThat(Http.at(URI.create("http://127.0.0.1:" + PORT)).json("/", "{}").statusCode())
        .isEqualTo(401);
  }

  private PostId submit(String title) throws JsonProcessingException {
    String body = "{\"title\":\"" + title + "\",\"body\":\"B\"}";
    String accepted = author.json("/api/posts", body).body();
    return new PostId(new ObjectMapper().readTree(accepted).get("id").textValue());
  }

  private Optional<Post> stored(PostId id) {
    return ports.posts().find(id, clock.instant());
  }

  private Optional<Post> archived(PostId id) {
    return ports.archive().find(id).map(archived -> archived.post());
  }

  private static boolean listening() {
    try (java.net.Socket socket = new java.net.Socket(InetAddress.getLoopbackAddress(), PORT)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static void until(java.util.function.BooleanSupplier holds) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A board whose approval service is the example. */
  public static final class AskingTheExample implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "imprimatur.approval.policy",
          "webhook",
          "imprimatur.approval.delay",
          "0s",
          "imprimatur.approval.webhook.url",
          "http://127.0.0.1:" + PORT + "/",
          "imprimatur.approval.webhook.secret",
          SECRET);
    }
  }
}
