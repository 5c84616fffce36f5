package org.imprimatur.web;

import io.quarkus.security.ForbiddenException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.imprimatur.post.StoreUnavailable;
import org.imprimatur.web.api.Answers;
import org.imprimatur.web.page.ErrorPage;
import org.imprimatur.web.signin.Visitor;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns what went wrong into an answer: a page for people, a problem detail for programs. Says what
 * to do, never what is inside.
 */
@Singleton
class Errors {
  private static final Logger LOG = Logger.getLogger(Errors.class);
  private static final int RETRY_SECONDS = 5;

  private final Visitor visitor;

  Errors(Visitor visitor) {
    this.visitor = visitor;
  }

  @ServerExceptionMapper
  public Response refused(WebApplicationException e, UriInfo uri) {
    Response response = e.getResponse();
    if (response.hasEntity() || response.getStatus() < 400) {
      return response;
    }
    int status = response.getStatus();
    return switch (status) {
      case 400 -> answer(uri, status, "That request is not right", advice(e));
      case 404 -> answer(uri, status, "Nothing here", NOT_FOUND);
      case 413 -> answer(uri, status, "That is too long", TOO_LONG);
      default -> answer(uri, status, "That did not work", "Nothing was changed.");
    };
  }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException e, UriInfo uri) {
    return answer(uri, 403, "Not for you", "This page is for moderators. Nothing was changed.");
  }

  @ServerExceptionMapper
  public Response unavailable(StoreUnavailable e, UriInfo uri) {
    LOG.warnf(e, "store unavailable path=%s outcomeKnown=%s", path(uri), e.outcomeKnown());
    Response answer =
        answer(
            uri,
            503,
            "The board cannot save right now",
            "Go back, keep your text, and try again in a moment. Trying again is safe.");
    return Response.fromResponse(answer).header("Retry-After", RETRY_SECONDS).build();
  }

  /** What the form decoder of the framework says of an escape that is none. */
  @ServerExceptionMapper
  public Response undecodable(IllegalArgumentException e, UriInfo uri, RoutingContext context) {
    return String.valueOf(e.getMessage()).startsWith("URLDecoder:")
        ? answer(uri, 400, "That request is not right", "Go back and send the form again.")
        : failed(e, uri, context);
  }

  @ServerExceptionMapper
  public Response failed(RuntimeException e, UriInfo uri, RoutingContext context) {
    LOG.errorf(e, "request failed method=%s path=%s", context.request().method(), path(uri));
    return answer(
        uri,
        500,
        "Something broke on our side",
        "It has been logged. Go back, your text is still in your browser, and try again.");
  }

  private static final String NOT_FOUND =
      "There is nothing at this address: it never was, is not public, or has left the board.";
  private static final String TOO_LONG =
      "A post may have up to 5,000 characters. Go back: your text is still in your browser.";

  private Response answer(UriInfo uri, int status, String heading, String advice) {
    return path(uri).startsWith("/api/")
        ? Answers.problem(status, advice)
        : ErrorPage.of(status, visitor, heading, advice);
  }

  private static String advice(WebApplicationException e) {
    String message = e.getMessage();
    return message == null ? "Go back and try again." : message;
  }

  private static String path(UriInfo uri) {
    String path = uri.getPath();
    return path.startsWith("/") ? path : "/" + path;
  }
}
