package org.imprimatur.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.imprimatur.Board;
import org.imprimatur.Ports;
import org.imprimatur.aws.AwsRuntime;
import org.imprimatur.aws.AwsSettings;
import org.imprimatur.aws.LocalAws;
import org.imprimatur.aws.SignedSubmissions;
import org.imprimatur.aws.Tables;
import org.imprimatur.event.Subscription;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.StoreUnavailable;
import org.imprimatur.post.Submissions;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.Sessions;
import org.imprimatur.web.ops.CapacityMetrics;
import org.imprimatur.web.ops.Pipeline;
import org.imprimatur.web.signin.ProviderSource;
import org.imprimatur.web.signin.SessionKeyFile;
import org.imprimatur.web.signin.SessionKeySecret;
import org.imprimatur.web.signin.Visitor;

/**
 * The AWS runtime. What follows from a write is done by functions, unless this process is told to
 * stand in for them.
 */
@Singleton
@Identifier("aws")
class AwsWiring implements Backend {
  private final Settings settings;
  private final Clock clock;
  private final Executor workers;
  private final AwsRuntime runtime;
  private final Optional<LocalAws> local;
  private final Supplier<SecretKey> sessionKey;

  AwsWiring(
      Settings settings,
      Clock clock,
      SecureRandom random,
      MeterRegistry metrics,
      ManagedExecutor workers) {
    this.settings = settings;
    this.clock = clock;
    this.workers = workers;
    AwsSettings where = where(settings.aws());
    local = settings.aws().local() ? Optional.of(LocalAws.prepare(where)) : Optional.empty();
    runtime = new AwsRuntime(where, clock, random, new CapacityMetrics(metrics));
    sessionKey =
        settings
            .aws()
            .sessionKeySecret()
            .<Supplier<SecretKey>>map(name -> new SessionKeySecret(() -> runtime.secret(name)))
            .orElseGet(() -> keyInFile(settings, random));
  }

  private static Supplier<SecretKey> keyInFile(Settings settings, SecureRandom random) {
    SecretKey key = SessionKeyFile.in(settings.data(), random);
    return () -> key;
  }

  private static AwsSettings where(Settings.Aws aws) {
    return new AwsSettings(
        required(aws.region(), "imprimatur.aws.region"),
        aws.endpoint(),
        new Tables(
            aws.postsTable(),
            aws.archiveTable(),
            aws.sessionsTable(),
            aws.auditTable(),
            aws.noticesTable()),
        aws.bus());
  }

  AwsRuntime runtime() {
    return runtime;
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
    return sessionKey.get();
  }

  @Override
  public ProviderSource ownProvider() {
    throw missing("imprimatur.oidc.issuer");
  }

  @Override
  public Submissions submissions(Board board, Visitor visitor) {
    Submissions submissions =
        settings
            .aws()
            .createUrl()
            .map(route -> signed(route, board, visitor))
            .orElseGet(board::submitPost);
    return new ByWorkers(submissions, key -> true, workers);
  }

  /** A program with an access token has no ID token that a pool would lend for: served here. */
  private Submissions signed(URI route, Board board, Visitor visitor) {
    SignedSubmissions signed =
        runtime.submissions(
            route,
            required(settings.aws().identityPool(), "imprimatur.aws.identity-pool"),
            userPool(required(settings.oidc().issuer(), "imprimatur.oidc.issuer")));
    return (author, title, body, key, trace) ->
        visitor.byToken()
            ? board.submitPost().submitAsync(author, title, body, key, trace)
            : CompletableFuture.completedFuture(
                signed.submit(author.id(), visitor::idToken, title, body, key, trace));
  }

  /** The issuer as identity pools call it: without its scheme. */
  private static String userPool(URI issuer) {
    return issuer.getRawAuthority() + issuer.getRawPath();
  }

  @Override
  public Optional<LongSupplier> version() {
    return Optional.empty();
  }

  @Override
  public Pipeline pipeline() {
    return () -> Pipeline.Condition.of(readable());
  }

  private boolean readable() {
    try {
      runtime.ports().posts().published(PageRequest.first(1), clock.instant());
      return true;
    } catch (StoreUnavailable e) {
      return false;
    }
  }

  @Override
  public List<String> start(Board board, List<Subscription> subscriptions) {
    local.ifPresent(deliveries -> deliveries.deliverTo(board, subscriptions, entries(), clock));
    return List.of();
  }

  @PreDestroy
  @Override
  public void close() {
    local.ifPresent(LocalAws::close);
    runtime.close();
  }

  private static <T> T required(Optional<T> setting, String name) {
    return setting.orElseThrow(() -> missing(name));
  }

  private static ConfigValidationException missing(String setting) {
    Problem problem = new Problem("the aws runtime needs " + setting);
    return new ConfigValidationException(new Problem[] {problem});
  }
}
