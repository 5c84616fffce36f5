package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * While the disk keeps submissions waiting, it keeps nobody else waiting: they hold no event loop,
 * of which there are fewer than there are submissions here.
 */
@QuarkusTest
@TestProfile(HeldWriterTest.Unlimited.class)
class HeldWriterTest {
  private static final int SUBMISSIONS = 8 * Runtime.getRuntime().availableProcessors();
  private static final int PLACES = 4 * SUBMISSIONS;
  private static final String POST = "{\"title\":\"T\",\"body\":\"B\"}";

  @TestHTTPResource URI base;
  @Inject People people;
  @Inject MeterRegistry metrics;
  @Inject Settings settings;

  private final ExecutorService clients = Executors.newCachedThreadPool();
  private Connection disk;
  private Http http;
  private Http author;

  @BeforeEach
  void connect() throws SQLException {
    disk = DriverManager.getConnection("jdbc:sqlite:" + settings.data().resolve("imprimatur.db"));
    http = Http.at(base);
    author = http.as(people.author("held-" + UUID.randomUUID()));
  }

  @AfterEach
  void disconnect() throws SQLException {
    disk.close();
    clients.shutdownNow();
  }

  @Test
  void submissionsThatWaitForTheDiskKeepNobodyElseWaiting() throws SQLException {
    // What is done for the first time takes its time, and the writer gives up after five seconds.
    assertThat(author.json("/api/posts", POST).statusCode()).isEqualTo(202);
    assertThat(http.get("/api/posts/" + unknown()).statusCode()).isEqualTo(404);
    execute("BEGIN IMMEDIATE");
    List<CompletableFuture<Integer>> waiting =
        IntStream.range(0, SUBMISSIONS).mapToObj(this::submit).toList();
    awaitArrived();

    List<Integer> others =
        IntStream.range(0, SUBMISSIONS)
            .mapToObj(i -> later(() -> http.get("/api/posts/" + unknown())))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(others).containsOnly(404);
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    execute("ROLLBACK");
    assertThat(waiting.stream().map(CompletableFuture::join)).containsOnly(202);
  }

  @Test
  void submissionThatTheDiskRefusesIsToldToComeBack() throws SQLException {
    execute("CREATE TRIGGER refuse BEFORE INSERT ON posts BEGIN SELECT RAISE(ABORT, 'no'); END");
    HttpResponse<String> answer;
    try {
      answer = author.json("/api/posts", POST);
    } finally {
      execute("DROP TRIGGER refuse");
    }

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(author.json("/api/posts", POST).statusCode()).isEqualTo(202);
  }

  /** One in two under a key, which is looked up first. */
  private CompletableFuture<Integer> submit(int number) {
    Http client = number % 2 == 0 ? author : author.with("Idempotency-Key", "held-" + number);
    return later(() -> client.json("/api/posts", POST));
  }

  private CompletableFuture<Integer> later(Request request) {
    return CompletableFuture.supplyAsync(() -> request.send().statusCode(), clients);
  }

  private void awaitArrived() {
    long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
    while (metrics.get("imprimatur.places.taken").gauge().value() < SUBMISSIONS) {
      assertThat(System.nanoTime()).as("they have not arrived").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = disk.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String unknown() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private interface Request {
    HttpResponse<String> send();
  }

  /** Without limits nothing is looked up first, and event loops themselves begin submissions. */
  public static final class Unlimited implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "imprimatur.places", Integer.toString(PLACES),
          "imprimatur.authors.max-waiting", "0",
          "imprimatur.authors.max-per-hour", "0",
          "imprimatur.authors.max-per-minute", "0");
    }
  }
}
