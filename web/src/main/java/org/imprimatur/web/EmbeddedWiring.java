package org.imprimatur.web;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.imprimatur.Board;
import org.imprimatur.Ports;
import org.imprimatur.embedded.EmbeddedRuntime;
import org.imprimatur.embedded.EmbeddedSettings;
import org.imprimatur.embedded.Health;
import org.imprimatur.event.Subscription;
import org.imprimatur.post.Submissions;
import org.imprimatur.post.SubmitPost;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.Sessions;
import org.imprimatur.telemetry.Telemetry;
import org.imprimatur.web.ops.Pipeline;
import org.imprimatur.web.signin.ProviderSource;
import org.imprimatur.web.signin.SessionKeyFile;
import org.imprimatur.web.signin.Visitor;

/** The embedded runtime, with the Keycloak that comes along. */
@Singleton
@Identifier("embedded")
class EmbeddedWiring implements Backend {
  private static final int ATTENDED_AT_ONCE = 500;
  private static final int PASSES_AT_ONCE = 4;

  private final EmbeddedRuntime runtime;
  private final SecretKey sessionKey;
  private final Settings settings;
  private final Clock clock;
  private final Executor workers;
  private Optional<KeycloakProvider> keycloak = Optional.empty();

  EmbeddedWiring(
      Settings settings,
      Clock clock,
      SecureRandom random,
      Telemetry telemetry,
      ManagedExecutor workers) {
    this.settings = settings;
    this.clock = clock;
    this.workers = workers;
    EmbeddedSettings embedded =
        EmbeddedSettings.in(settings.data()).withCrashAt(settings.crashAt());
    runtime = EmbeddedRuntime.open(embedded, clock, random, telemetry);
    sessionKey = SessionKeyFile.in(settings.data(), random);
  }

  @Override
  public Ports ports() {
    return runtime.ports();
  }

  @Override
  public Sessions sessions() {
    return runtime.sessions();
  }

  @Override
  public ExpiringEntries entries() {
    return runtime.entries();
  }

  @Override
  public SecretKey sessionKey() {
    return sessionKey;
  }

  @Override
  public synchronized ProviderSource ownProvider() {
    ProviderSource started = KeycloakProvider.start(settings, clock);
    keycloak =
        Optional.of(started)
            .filter(KeycloakProvider.class::isInstance)
            .map(KeycloakProvider.class::cast);
    return started;
  }

  @Override
  public Submissions submissions(Board board, Visitor visitor) {
    SubmitPost submitPost = board.submitPost();
    return new ByWorkers(submitPost, submitPost::looks, workers);
  }

  @Override
  public Optional<LongSupplier> version() {
    return Optional.of(runtime::version);
  }

  @Override
  public Pipeline pipeline() {
    return () -> condition(runtime.health());
  }

  private static Pipeline.Condition condition(Health health) {
    return new Pipeline.Condition(
        health.writable(), health.lag(), health.waiting(), health.parked(), health.oldestParked());
  }

  @Override
  public synchronized List<String> start(Board board, List<Subscription> subscriptions) {
    runtime.attach(board.changes(), subscriptions);
    runtime.start(() -> attend(board));
    return keycloak
        .map(
            starting ->
                Stream.concat(
                        Stream.of(
                            "Reading works at once; sign-in follows when Keycloak has started."),
                        starting.firstModerator().stream())
                    .toList())
        .orElse(List.of());
  }

  private static void attend(Board board) {
    board.duePosts().attend(ATTENDED_AT_ONCE);
    board.removeAccount().attend(PASSES_AT_ONCE);
    board.requestDigests();
  }

  @PreDestroy
  @Override
  public synchronized void close() {
    runtime.close();
    keycloak.ifPresent(KeycloakProvider::close);
    keycloak = Optional.empty();
  }
}
