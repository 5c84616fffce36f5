package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Status;
import org.imprimatur.post.Verdict;
import org.imprimatur.session.User;
import org.imprimatur.web.Frame;
import org.imprimatur.web.Query;
import org.imprimatur.web.Redirect;
import org.imprimatur.web.Requests;
import org.imprimatur.web.signin.Visitor;

/** Where moderators decide about posts that wait. */
@Path("/moderation")
@RolesAllowed(User.MODERATOR)
class ModerationPage {
  private static final int CONFLICT = 409;

  private final Board board;
  private final Views views;
  private final Visitor visitor;

  ModerationPage(Board board, Views views, Visitor visitor) {
    this.board = board;
    this.views = views;
    this.visitor = visitor;
  }

  @GET
  public Response waiting(@Context UriInfo uri) {
    Query query = new Query(uri);
    Page<Views.WholePost> page =
        board
            .readPosts()
            .waiting(new PageRequest(query.cursor(), PageRequest.DEFAULT_LIMIT))
            .map(views::whole);
    String notice =
        switch (query.text("done").orElse("")) {
          case "approved" -> "Approved: the post is public now.";
          case "rejected" ->
              "Rejected: the post is in the archive, with your reason for its author.";
          default -> "";
        };
    return Html.personal(
        200,
        new Moderation(
            new Frame(visitor.shown(), "/moderation"),
            page.items(),
            page.next().map(Cursor::encode),
            notice));
  }

  @POST
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response decide(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
    Form form = new Form(fields, "revision", "verdict", "reason");
    Verdict verdict = verdict(form);
    String reason = form.text("reason").strip();
    if (!Decision.acceptsReason(reason)) {
      throw new BadRequestException("A reason is text of up to 1,000 characters.");
    }
    return board
        .recordDecision()
        .byModerator(
            PostId.parse(id).orElseThrow(NotFoundException::new),
            form.number("revision"),
            verdict,
            Optional.of(reason).filter(r -> !r.isEmpty()),
            Requests.decider(visitor.signedIn()))
        .fold(post -> applied(verdict), this::tooLate, this::stale, post -> own(), this::gone);
  }

  private static Verdict verdict(Form form) {
    return switch (form.text("verdict")) {
      case "approve" -> Verdict.APPROVED;
      case "reject" -> Verdict.REJECTED;
      default -> throw new BadRequestException("A verdict is approve or reject.");
    };
  }

  private static Response applied(Verdict verdict) {
    String done = verdict == Verdict.APPROVED ? "approved" : "rejected";
    return Redirect.to("/moderation?done=" + done).build();
  }

  private Response tooLate(Post current) {
    String state =
        current
            .decision()
            .map(
                decision ->
                    (decision.verdict() == Verdict.APPROVED ? "approved" : "rejected")
                        + " by "
                        + decision.decidedBy()
                        + " on "
                        + new Moment(decision.decidedAt()).full())
            .orElse(current.status() == Status.WITHDRAWN ? "withdrawn by its author" : "decided");
    return conflict("It was already " + state + ". Your decision changed nothing.");
  }

  private Response stale(Post current) {
    return conflict(
        "Its author changed it while you were reading. Your decision changed nothing; "
            + "the new text waits in the list.");
  }

  private Response own() {
    return conflict("You wrote it yourself, and nobody decides on their own posts.");
  }

  private Response gone() {
    return conflict("It has left the board. Your decision changed nothing.");
  }

  private Response conflict(String advice) {
    return ErrorPage.of(CONFLICT, visitor, "This post no longer waits for that decision", advice);
  }

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Moderation(Frame frame, List<Views.WholePost> posts, Optional<String> older, String notice)
      implements TemplateInstance {}
}
