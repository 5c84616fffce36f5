package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.imprimatur.Board;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.Actor;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PostId;
import org.imprimatur.session.User;
import org.imprimatur.web.Frame;
import org.imprimatur.web.Query;
import org.imprimatur.web.signin.Visitor;

/** Who did what, for moderators: to read, and to take away as a file. */
@Path("/moderation")
@RolesAllowed(User.MODERATOR)
class AuditPage {
  private static final int OK = 200;
  private static final int SHOWN = 50;

  private final Board board;
  private final Visitor visitor;
  private final Clock clock;
  private final AuditFile files = new AuditFile();

  AuditPage(Board board, Visitor visitor, Clock clock) {
    this.board = board;
    this.visitor = visitor;
    this.clock = clock;
  }

  /** The trail, or that of one post, the latest first. */
  @GET
  @Path("/audit")
  public Response trail(@Context UriInfo uri) {
    Query query = new Query(uri);
    Optional<PostId> post =
        query
            .text("post")
            .filter(id -> !id.isBlank())
            .map(
                id ->
                    PostId.parse(id.strip())
                        .orElseThrow(() -> new BadRequestException("post is the id of a post.")));
    PageRequest wanted = new PageRequest(query.cursor(), SHOWN);
    Page<AuditEntry> page =
        post.map(id -> board.audit().of(id, wanted)).orElseGet(() -> board.audit().all(wanted));
    return Html.personal(
        OK,
        new Audit(
            new Frame(visitor.shown(), "/moderation/audit"),
            page.map(AuditPage::line).items(),
            post.map(PostId::value).orElse(""),
            page.next().map(next -> older(post, next))));
  }

  private static String older(Optional<PostId> post, Cursor next) {
    return "/moderation/audit?cursor="
        + next.encode()
        + post.map(id -> "&post=" + id.value()).orElse("");
  }

  /** The whole trail as CSV by RFC 4180; no cell is a formula. */
  @GET
  @Path("/audit.csv")
  public Response csv() {
    return file(
        "text/csv; charset=utf-8; header=present", "csv", AuditFile.CSV_HEAD, AuditFile::csv);
  }

  /** The whole trail as JSON Lines. */
  @GET
  @Path("/audit.jsonl")
  public Response jsonLines() {
    return file("application/jsonl; charset=utf-8", "jsonl", "", files::jsonLine);
  }

  private Response file(
      String type, String suffix, String head, Function<AuditEntry, String> write) {
    User user = visitor.signedIn();
    Actor actor = new Actor(Actor.Kind.MODERATOR, user.subject(), user.userName());
    board.audit().done(Act.TRAIL_EXPORTED, actor, clock.instant().toString(), Optional.of(suffix));
    StreamingOutput body = out -> writeAll(out, head, write);
    return Response.ok(body)
        .header("Content-Type", type)
        .header("Content-Disposition", "attachment; filename=\"audit." + suffix + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  /** Page by page, so that a trail of any length takes the memory of one. */
  private void writeAll(OutputStream out, String head, Function<AuditEntry, String> write)
      throws IOException {
    out.write(head.getBytes(StandardCharsets.UTF_8));
    Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
    while (next.isPresent()) {
      Page<AuditEntry> page = board.audit().all(next.get());
      for (AuditEntry entry : page.items()) {
        out.write(write.apply(entry).getBytes(StandardCharsets.UTF_8));
      }
      next = page.next().map(after -> new PageRequest(Optional.of(after), PageRequest.MAX_LIMIT));
    }
  }

  private static Line line(AuditEntry entry) {
    return new Line(
        inWords(entry.act()),
        kind(entry.actor().kind()),
        entry.actor().name(),
        entry.postId().map(PostId::value).orElse(""),
        entry.revision(),
        entry.reason(),
        new Moment(entry.at()));
  }

  private static String inWords(Act act) {
    return switch (act) {
      case INSERTED -> "submitted a post";
      case REVISED -> "handed in another text";
      case HELD -> "left a text to a person";
      case PUBLISHED -> "approved a post";
      case UPDATED -> "approved a new text";
      case CHANGES_REQUESTED -> "asked for another text";
      case REVISION_REJECTED -> "rejected a new text";
      case REVISION_WITHDRAWN -> "dropped a new text";
      case REJECTED -> "rejected a post";
      case WITHDRAWN -> "took a post back";
      case REPORTED -> "reported a post";
      case HIDDEN -> "reported a post, which put it out of sight";
      case KEPT -> "had a reported post stay";
      case RENEWED -> "had a post stay longer";
      case EXPIRING -> "told an author that a post will expire";
      case EXPIRED -> "took down a post whose time was over";
      case REDRIVEN -> "sent dead letters on their way again";
      case TRAIL_EXPORTED -> "took this trail away as a file";
      case DATA_EXPORTED -> "took a copy of their data";
      case ACCOUNT_REMOVED -> "left the board";
    };
  }

  private static String kind(Actor.Kind kind) {
    return switch (kind) {
      case AUTHOR -> "author";
      case READER -> "reader";
      case MODERATOR -> "moderator";
      case APPROVAL_SERVICE -> "approval service";
      case BOARD -> "the board itself";
      case OPERATOR -> "operator";
    };
  }

  /** One act. */
  @TemplateData
  record Line(
      String act,
      String kind,
      String actor,
      String post,
      int revision,
      Optional<String> reason,
      Moment at) {}

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Audit(Frame frame, List<Line> lines, String post, Optional<String> older)
      implements TemplateInstance {}
}
