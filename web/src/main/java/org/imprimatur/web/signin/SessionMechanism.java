package org.imprimatur.web.signin;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.imprimatur.session.User;

/** Tells Quarkus who makes a request, for its annotations to decide by. */
@Singleton
class SessionMechanism implements HttpAuthenticationMechanism {
  private final Visits visits;

  SessionMechanism(Visits visits) {
    this.visits = visits;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager manager) {
    if (Visits.anonymous(request)) {
      return Uni.createFrom().nullItem();
    }
    CompletableFuture<Optional<User>> user = visits.confirmed(request);
    // As a rule a token is known, and nothing has to be waited for.
    return user.isDone() && !user.isCompletedExceptionally()
        ? Uni.createFrom().optional(user.join().map(SessionMechanism::identity))
        : later(user);
  }

  private static Uni<SecurityIdentity> later(CompletableFuture<Optional<User>> user) {
    return Uni.createFrom()
        .completionStage(user)
        .onFailure()
        .transform(Visits::unwrapped)
        .emitOn(here())
        .onItem()
        .transformToUni(found -> Uni.createFrom().optional(found.map(SessionMechanism::identity)));
  }

  /** The request's own context: beyond it Quarkus does not find the request again. */
  private static Executor here() {
    Context context = Vertx.currentContext();
    return context == null ? Runnable::run : task -> context.runOnContext(nothing -> task.run());
  }

  private static SecurityIdentity identity(User user) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(user.subject()))
        .addRoles(user.roles())
        .build();
  }

  /** For what is no resource; resources answer by {@link Challenges}. */
  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    return Uni.createFrom()
        .item(new ChallengeData(401, "WWW-Authenticate", Challenges.BEARER_REALM));
  }
}
