package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.imprimatur.Board;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Report;
import org.imprimatur.session.User;
import org.imprimatur.web.Frame;
import org.imprimatur.web.Redirect;
import org.imprimatur.web.signin.Visitor;

/** Where readers say what is wrong with a public post. */
@Path("/posts/{id}/report")
@Authenticated
class ReportPage {
  private static final int OK = 200;
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;
  private static final int TOO_MANY = 429;

  private final Board board;
  private final Visitor visitor;
  private final ReportPace pace;

  ReportPage(Board board, Visitor visitor, ReportPace pace) {
    this.board = board;
    this.visitor = visitor;
    this.pace = pace;
  }

  @GET
  public Response open(@PathParam("id") String id) {
    return page(OK, published(id), "", "");
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response report(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
    String reason = new Form(fields, "reason").text("reason").strip();
    Post post = published(id);
    if (!Report.acceptsReason(reason)) {
      return page(
          UNPROCESSABLE, post, reason, "Say what is wrong with it, in up to 200 characters.");
    }
    User reader = visitor.signedIn();
    if (!pace.allows(reader)) {
      return page(
          TOO_MANY,
          post,
          reason,
          "You have reported as many posts as one may within an hour. Come back later.");
    }
    return switch (board.reportPost().report(post.id(), reader.subject(), reason)) {
      case DONE -> Redirect.to("/posts/" + post.id() + "?done=reported").build();
      case BEFORE -> Redirect.to("/posts/" + post.id() + "?done=reported-before").build();
      case OWN ->
          ErrorPage.of(
              CONFLICT,
              visitor,
              "This is your own post",
              "Nothing was reported. You can change its text or let it expire.");
      case NOT_FOUND -> throw new NotFoundException();
    };
  }

  private Post published(String id) {
    return PostId.parse(id)
        .flatMap(post -> board.readPosts().find(post))
        .orElseThrow(NotFoundException::new);
  }

  private Response page(int status, Post post, String typed, String problem) {
    Frame frame = new Frame(visitor.shown(), "/posts/" + post.id() + "/report");
    return Html.personal(
        status, new ReportTemplate(frame, post.id().value(), post.title(), typed, problem));
  }

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record ReportTemplate(Frame frame, String id, String title, String typed, String problem)
      implements TemplateInstance {}
}
