package org.imprimatur.web.signin;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Where the provider tells us that a session of its own ended (Back-Channel Logout 1.0). */
@Path("/back-channel-logout")
@PermitAll
class BackChannelLogout {
  private final SignIn signIn;

  BackChannelLogout(SignIn signIn) {
    this.signIn = signIn;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> logout(@FormParam("logout_token") List<String> tokens) {
    if (tokens.size() != 1) {
      return Uni.createFrom().item(refused());
    }
    return Uni.createFrom()
        .completionStage(signIn.signOutByProvider(tokens.get(0)))
        .onFailure()
        .transform(Visits::unwrapped)
        .map(BackChannelLogout::answer);
  }

  private static Response answer(Answer<Integer> answer) {
    return answer.fold(
        ended -> answer(200, "{}"),
        reason -> refused(),
        reason -> answer(503, "{\"error\":\"temporarily_unavailable\"}"));
  }

  private static Response refused() {
    return answer(400, "{\"error\":\"invalid_request\"}");
  }

  private static Response answer(int status, String json) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-store")
        .entity(json)
        .build();
  }
}
