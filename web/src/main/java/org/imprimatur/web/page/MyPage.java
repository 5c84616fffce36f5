package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.notice.Notices;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.session.User;
import org.imprimatur.web.Frame;
import org.imprimatur.web.Query;
import org.imprimatur.web.signin.Visitor;

/** An author's own posts: what waits, what is public, and what has left the board. */
@Path("/me")
@Authenticated
class MyPage {
  private static final int RECENTLY_DEPARTED = 10;
  private static final int LATELY_TOLD = 5;

  private final Board board;
  private final Notices notices;
  private final Clock clock;
  private final Views views;
  private final Visitor visitor;

  MyPage(Board board, Notices notices, Clock clock, Views views, Visitor visitor) {
    this.board = board;
    this.notices = notices;
    this.clock = clock;
    this.views = views;
    this.visitor = visitor;
  }

  /**
   * The page, or nothing where the browser asks for news and {@code seen} in the address, as the
   * page told it, is all there is.
   */
  @GET
  public Response posts(@Context UriInfo uri) {
    Query query = new Query(uri);
    User user = visitor.signedIn();
    Page<Views.OwnPost> page =
        board
            .readPosts()
            .own(user.subject(), new PageRequest(query.cursor(), PageRequest.DEFAULT_LIMIT))
            .map(views::own);
    List<Views.Departed> departed = departed(user);
    List<Told> told = told(user);
    String state = Integer.toHexString(List.of(page.items(), ids(departed), told).hashCode());
    return query.text("seen").filter(state::equals).isPresent()
        ? Response.noContent().header("Cache-Control", "no-store").build()
        : Html.personal(200, page(page, departed, told, query.text("done").orElse(""), state));
  }

  private Me page(
      Page<Views.OwnPost> page,
      List<Views.Departed> departed,
      List<Told> told,
      String done,
      String state) {
    return new Me(
        new Frame(visitor.shown(), "/me"),
        page.items(),
        page.next().map(Cursor::encode),
        departed,
        told,
        notice(done),
        done.equals("submitted") || done.equals("edited"),
        page.items().stream().anyMatch(Views.OwnPost::waiting),
        board.sendsMail(),
        state);
  }

  private List<Views.Departed> departed(User user) {
    return board
        .archive()
        .byAuthor(user.subject(), PageRequest.first(RECENTLY_DEPARTED))
        .map(post -> views.departed(post, user))
        .items();
  }

  private List<Told> told(User user) {
    return notices
        .of(user.subject(), PageRequest.first(LATELY_TOLD), clock.instant())
        .map(Told::of)
        .items();
  }

  private static List<String> ids(List<Views.Departed> departed) {
    return departed.stream().map(Views.Departed::id).toList();
  }

  private static String notice(String done) {
    return switch (done) {
      case "submitted" -> "Your post was received and waits for approval.";
      case "edited" -> "Your text was received and waits for approval.";
      case "renewed" -> "Your post stays for another while, counted from now.";
      case "withdrawn" -> "Your post was withdrawn.";
      default -> "";
    };
  }

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Me(
      Frame frame,
      List<Views.OwnPost> posts,
      Optional<String> older,
      List<Views.Departed> departed,
      List<Told> told,
      String notice,
      boolean submitted,
      boolean waiting,
      boolean mail,
      String state)
      implements TemplateInstance {}
}
