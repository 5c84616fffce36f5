package org.imprimatur.web.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.ConfigValidationException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Four places before something that works on each request until it is told to stop. */
class PlacesTest {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final BlockingQueue<RoutingContext> working = new LinkedBlockingQueue<>();
  private final List<CompletableFuture<HttpResponse<String>>> begun = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Vertx vertx = Vertx.vertx();
  private HttpServer server;

  @BeforeEach
  void serve() {
    Router router = Router.router(vertx);
    router.route().handler(new Places(4, metrics)::enter);
    router.route().handler(working::add);
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void readersLeaveAPlaceForWhoWrites() throws InterruptedException {
    begin(3, "GET", "/");
    List<RoutingContext> held = held(3);
    HttpResponse<String> reader = ask("GET", "/").join();
    assertThat(reader.statusCode()).isEqualTo(503);
    assertThat(reader.headers().firstValue("Retry-After")).contains("1");
    assertThat(reader.body()).contains("too busy");

    begin(1, "POST", "/posts/new");
    held.addAll(held(1));
    assertThat(ask("POST", "/posts/new").join().statusCode()).isEqualTo(503);
    assertThat(metrics.counter("imprimatur.turned.away").count()).isEqualTo(2);

    held.forEach(context -> context.vertx().runOnContext(now -> context.end()));
    assertThat(begun).allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(200));
    assertThat(metrics.get("imprimatur.places.taken").gauge().value()).isZero();
  }

  @Test
  void signingOutNeedsNone() throws InterruptedException {
    begin(4, "POST", "/posts/new");
    held(4);
    for (String free :
        List.of("/sign-out", "/sign-out/everywhere", "/back-channel-logout", "/assets/x.css")) {
      begin(1, "POST", free);
      assertThat(held(1).get(0).normalizedPath()).isEqualTo(free);
    }
  }

  @Test
  void programsAreToldByAProblem() throws InterruptedException {
    begin(3, "GET", "/api/posts");
    held(3);
    HttpResponse<String> answer = ask("GET", "/api/posts").join();
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void fewerThanFourAreAWrongSetting() {
    assertThatThrownBy(() -> new Places(3, metrics)).isInstanceOf(ConfigValidationException.class);
  }

  private void begin(int number, String method, String path) {
    for (int i = 0; i < number; i++) {
      begun.add(ask(method, path));
    }
  }

  private CompletableFuture<HttpResponse<String>> ask(String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.actualPort() + path))
            .version(HttpClient.Version.HTTP_1_1)
            .method(method, BodyPublishers.noBody())
            .build();
    return client.sendAsync(request, BodyHandlers.ofString()).orTimeout(20, TimeUnit.SECONDS);
  }

  private List<RoutingContext> held(int number) throws InterruptedException {
    List<RoutingContext> held = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      RoutingContext one = working.poll(20, TimeUnit.SECONDS);
      assertThat(one).as("a request that is worked on").isNotNull();
      held.add(one);
    }
    return held;
  }
}
