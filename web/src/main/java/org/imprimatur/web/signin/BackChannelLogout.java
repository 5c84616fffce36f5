package org.imprimatur.web.signin;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.web.limit.AddressPace;
import org.imprimatur.web.limit.RetryAfter;

/**
 * Where the provider tells us that a session of its own ended (Back-Channel Logout 1.0). It may do
 * so as often as it likes; who sends what is refused is soon not listened to for a while.
 */
@Path("/back-channel-logout")
@PermitAll
class BackChannelLogout {
  private static final String REFUSED = "logout";

  private final SignIn signIn;
  private final AddressPace addresses;
  private final Clock clock;

  BackChannelLogout(SignIn signIn, AddressPace addresses, Clock clock) {
    this.signIn = signIn;
    this.addresses = addresses;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> logout(
      @FormParam("logout_token") List<String> tokens, RoutingContext request) {
    Optional<Instant> again = addresses.full(REFUSED, request);
    if (again.isPresent()) {
      return Uni.createFrom().item(tooMany(again.get()));
    }
    if (tokens.size() != 1) {
      return Uni.createFrom().item(refused(request));
    }
    return Uni.createFrom()
        .completionStage(signIn.signOutByProvider(tokens.get(0)))
        .onFailure()
        .transform(Visits::unwrapped)
        .map(answer -> answer(answer, request));
  }

  private Response answer(Answer<Integer> answer, RoutingContext request) {
    return answer.fold(
        ended -> answer(200, "{}"),
        reason -> refused(request),
        reason -> answer(503, "{\"error\":\"temporarily_unavailable\"}"));
  }

  private Response refused(RoutingContext request) {
    addresses.take(REFUSED, request);
    return answer(400, "{\"error\":\"invalid_request\"}");
  }

  private Response tooMany(Instant again) {
    return RetryAfter.on(answer(429, "{\"error\":\"invalid_request\"}"), again, clock);
  }

  private static Response answer(int status, String json) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-store")
        .entity(json)
        .build();
  }
}
