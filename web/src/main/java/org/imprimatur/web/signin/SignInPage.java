package org.imprimatur.web.signin;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.imprimatur.web.Frame;
import org.imprimatur.web.Redirect;
import org.imprimatur.web.limit.PerAddress;
import org.imprimatur.web.page.Html;

/** To the provider and back. */
@Path("/sign-in")
@PermitAll
@PerAddress
class SignInPage {
  private static final int RETRY_SECONDS = 5;

  private final SignIn signIn;

  SignInPage(SignIn signIn) {
    this.signIn = signIn;
  }

  @GET
  public Uni<Response> begin(@QueryParam("return") List<String> wanted, RoutingContext request) {
    ReturnPath returnPath = wanted.size() == 1 ? ReturnPath.of(wanted.get(0)) : ReturnPath.HOME;
    return answer(signIn.begin(returnPath, Visits.cookies(request)));
  }

  @GET
  @Path("/callback")
  public Uni<Response> finish(@Context UriInfo uri, RoutingContext request) {
    AuthorizationAnswer came = AuthorizationAnswer.of(uri.getQueryParameters());
    return answer(signIn.finish(came, Visits.cookies(request)));
  }

  private static Uni<Response> answer(CompletableFuture<Step> step) {
    return Uni.createFrom()
        .completionStage(step)
        .onFailure()
        .transform(Visits::unwrapped)
        .map(SignInPage::answer);
  }

  private static Response answer(Step step) {
    return step.fold(
        go -> withCookies(Redirect.to(go.location()), go.cookies()), SignInPage::stopped);
  }

  private static Response stopped(Step.Stop stop) {
    int status = stop.obstacle().status();
    Frame frame = new Frame(Optional.empty(), stop.returnPath().value());
    TemplateInstance page =
        stop.obstacle() == Step.Obstacle.STARTING ? new Starting(frame) : new Stopped(frame, stop);
    Response.ResponseBuilder answer = Response.fromResponse(Html.personal(status, page));
    if (status == 503) {
      answer.header("Retry-After", RETRY_SECONDS);
    }
    return withCookies(answer, stop.cookies());
  }

  static Response withCookies(Response.ResponseBuilder answer, List<String> cookies) {
    cookies.forEach(cookie -> answer.header("Set-Cookie", cookie));
    return answer.build();
  }

  @CheckedTemplate(basePath = "signin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Starting(Frame frame) implements TemplateInstance {}

  @CheckedTemplate(basePath = "signin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Stopped(Frame frame, Step.Stop stop) implements TemplateInstance {}
}
