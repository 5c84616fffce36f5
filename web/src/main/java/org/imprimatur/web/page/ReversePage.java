package org.imprimatur.web.page;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.session.User;
import org.imprimatur.web.Redirect;
import org.imprimatur.web.Requests;
import org.imprimatur.web.signin.Visitor;

/**
 * Approves after all what was rejected or taken down: a new act, with its reason, that makes the
 * text public as a new post.
 */
@Path("/archive/{id}/approve")
@RolesAllowed(User.MODERATOR)
class ReversePage {
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;

  private final Board board;
  private final Visitor visitor;

  ReversePage(Board board, Visitor visitor) {
    this.board = board;
    this.visitor = visitor;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response approve(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
    PostId post = PostId.parse(id).orElseThrow(NotFoundException::new);
    String reason = new Form(fields, "reason").text("reason").strip();
    if (reason.isEmpty() || !Decision.acceptsReason(reason)) {
      return ErrorPage.of(
          UNPROCESSABLE,
          visitor,
          "Why is it approved after all?",
          "Go back and say it in up to 1,000 characters. Nothing was changed.");
    }
    return approve(post, reason, Requests.decider(visitor.signedIn()));
  }

  private Response approve(PostId post, String reason, Decider moderator) {
    return board
        .restorePost()
        .approve(post, Optional.of(reason), moderator)
        .fold(
            back -> approved(back, moderator),
            departed ->
                notApproved(
                    "Only a rejected post can be approved after all, and only once. What came back "
                        + "before and has left again is in the archive by itself."),
            departed ->
                notApproved("You wrote it yourself, and nobody decides on their own posts."),
            () -> {
              throw new NotFoundException();
            });
  }

  /** Somebody else may have been first. */
  private Response approved(Post back, Decider moderator) {
    return back.decision()
        .filter(decision -> !decision.decider().equals(moderator))
        .map(
            other ->
                notApproved(
                    "It was already approved after all, by "
                        + other.decidedBy()
                        + " on "
                        + new Moment(other.decidedAt()).full()
                        + "."))
        .orElseGet(() -> Redirect.to("/archive?done=approved").build());
  }

  private Response notApproved(String why) {
    return ErrorPage.of(CONFLICT, visitor, "Nothing was changed", why);
  }
}
