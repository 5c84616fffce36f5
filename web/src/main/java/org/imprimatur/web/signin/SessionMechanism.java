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
    return Uni.createFrom()
        .completionStage(() -> visits.confirmed(request))
        .onFailure()
        .transform(Visits::unwrapped)
        .emitOn(here())
        .onItem()
        .transformToUni(
            user ->
                user.map(known -> Uni.createFrom().item(identity(known)))
                    .orElseGet(() -> Uni.createFrom().nullItem()));
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
