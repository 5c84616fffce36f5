package org.imprimatur.web.signin;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.imprimatur.web.Frame;
import org.imprimatur.web.Redirect;
import org.imprimatur.web.api.Answers;
import org.imprimatur.web.page.Html;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers where somebody has to sign in: a person who opens a page goes to sign in and comes back;
 * a program is told (RFC 6750, section 3). What was sent by a form is never redirected away.
 */
@Singleton
class Challenges {
  static final String BEARER_REALM = "Bearer realm=\"imprimatur\"";

  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final int RETRY_SECONDS = 5;
  private static final int BEFORE_THOSE_OF_QUARKUS = 1;

  @ServerExceptionMapper(priority = BEFORE_THOSE_OF_QUARKUS)
  public Response unauthorized(UnauthorizedException e, RoutingContext context) {
    HttpServerRequest request = context.request();
    if (api(request)) {
      return problem(BEARER_REALM, "Sign in, or send an access token.");
    }
    if (!READING.contains(request.method())) {
      return ended().build();
    }
    // A part of a page, fetched by htmx, cannot follow to another site; the whole page can.
    return request.headers().contains("HX-Request")
        ? ended().header("HX-Refresh", "true").build()
        : toSignIn(request);
  }

  private static Response.ResponseBuilder ended() {
    return Response.fromResponse(Html.personal(401, new Ended(frame())))
        .header("WWW-Authenticate", BEARER_REALM);
  }

  private static Response toSignIn(HttpServerRequest request) {
    String path = ReturnPath.of(request.uri()).value();
    return Redirect.to("/sign-in?return=" + URLEncoder.encode(path, StandardCharsets.UTF_8))
        .build();
  }

  @ServerExceptionMapper(priority = BEFORE_THOSE_OF_QUARKUS)
  public Response notValid(AuthenticationFailedException e) {
    return problem(
        BEARER_REALM + ", error=\"invalid_token\"", "The access token is not valid here.");
  }

  @ServerExceptionMapper(priority = BEFORE_THOSE_OF_QUARKUS)
  public Response unavailable(SignInUnavailable e, RoutingContext context) {
    Response answer =
        api(context.request())
            ? Answers.problem(503, "Sign-in cannot be checked at the moment. Try again soon.")
            : Html.personal(503, new Unconfirmed(frame()));
    return Response.fromResponse(answer).header("Retry-After", RETRY_SECONDS).build();
  }

  private static Response problem(String challenge, String detail) {
    return Response.fromResponse(Answers.problem(401, detail))
        .header("WWW-Authenticate", challenge)
        .build();
  }

  /** How to say it, not who may do what. */
  private static boolean api(HttpServerRequest request) {
    return request.path().startsWith("/api/");
  }

  private static Frame frame() {
    return new Frame(Optional.empty(), "/");
  }

  @CheckedTemplate(basePath = "signin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Ended(Frame frame) implements TemplateInstance {}

  @CheckedTemplate(basePath = "signin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Unconfirmed(Frame frame) implements TemplateInstance {}
}
