package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Status;
import org.imprimatur.session.User;
import org.imprimatur.web.Frame;
import org.imprimatur.web.Query;
import org.imprimatur.web.signin.Visitor;

/** An author's own posts: what waits, what is public, and what has left the board. */
@Path("/me")
@Authenticated
class MyPage {
  private static final int RECENTLY_DEPARTED = 10;

  private final Board board;
  private final Views views;
  private final Visitor visitor;

  MyPage(Board board, Views views, Visitor visitor) {
    this.board = board;
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
    String state = Integer.toHexString(List.of(page.items(), ids(departed)).hashCode());
    return query.text("seen").filter(state::equals).isPresent()
        ? Response.noContent().header("Cache-Control", "no-store").build()
        : Html.personal(200, page(page, departed, query.text("done").orElse(""), state));
  }

  private Me page(
      Page<Views.OwnPost> page, List<Views.Departed> departed, String done, String state) {
    return new Me(
        new Frame(visitor.shown(), "/me"),
        page.items(),
        page.next().map(Cursor::encode),
        departed,
        notice(done),
        done.equals("submitted"),
        page.items().stream().anyMatch(post -> post.status() != Status.PUBLISHED),
        state);
  }

  private List<Views.Departed> departed(User user) {
    return board
        .archive()
        .byAuthor(user.subject(), PageRequest.first(RECENTLY_DEPARTED))
        .map(post -> views.departed(post, user.subject()))
        .items();
  }

  private static List<String> ids(List<Views.Departed> departed) {
    return departed.stream().map(Views.Departed::id).toList();
  }

  private static String notice(String done) {
    return switch (done) {
      case "submitted" -> "Your post was received and waits for approval.";
      case "withdrawn" -> "Your post was withdrawn. Its text is in your archive.";
      default -> "";
    };
  }

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Me(
      Frame frame,
      List<Views.OwnPost> posts,
      Optional<String> older,
      List<Views.Departed> departed,
      String notice,
      boolean submitted,
      boolean waiting,
      String state)
      implements TemplateInstance {}
}
