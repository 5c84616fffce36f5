package org.imprimatur.web.signin;

import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imprimatur.web.Redirect;

/**
 * Out, by a form: a link or an image never signs anybody out. Works whether or not the session
 * still does, and whatever the provider does.
 */
@Path("/sign-out")
@PermitAll
class SignOut {
  private final SignIn signIn;

  SignOut(SignIn signIn) {
    this.signIn = signIn;
  }

  @POST
  @Blocking
  public CompletionStage<Response> here(RoutingContext request) {
    return signOut(request, false);
  }

  @POST
  @Path("/everywhere")
  @Blocking
  public CompletionStage<Response> everywhere(RoutingContext request) {
    return signOut(request, true);
  }

  private CompletionStage<Response> signOut(RoutingContext request, boolean everywhere) {
    return Cookies.session(Visits.cookies(request))
        .map(secret -> signIn.signOut(secret, everywhere))
        .map(location -> location.thenApply(there -> gone(there.toString())))
        .orElseGet(() -> CompletableFuture.completedFuture(gone("/")));
  }

  /** The browser forgets what it had of us (ASVS 5.0, 14.3.1). */
  private static Response gone(String location) {
    return Redirect.to(location)
        .header("Set-Cookie", Cookies.delete(Cookies.SESSION))
        .header("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"")
        .build();
  }
}
