package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.web.Frame;
import org.imprimatur.web.KeptAnswers;
import org.imprimatur.web.Query;
import org.imprimatur.web.Shown;
import org.imprimatur.web.signin.Visitor;

/** The list of published posts, for everyone. */
@Path("/")
@PermitAll
class FeedPage {
  private static final String PATH = "/";

  private final Board board;
  private final Views views;
  private final Visitor visitor;

  private final KeptAnswers kept;

  FeedPage(Board board, Views views, Visitor visitor, KeptAnswers kept) {
    this.board = board;
    this.views = views;
    this.visitor = visitor;
    this.kept = kept;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public Response feed(
      @Context UriInfo uri, @Context Request request, @Context HttpHeaders headers) {
    Query query = new Query(uri);
    Optional<Cursor> after = query.cursor();
    Frame frame = new Frame(visitor.shown(), PATH);
    if (frame.signedIn()) {
      return Html.personal(200, feed(frame, after, posts(after)));
    }
    return after.isPresent()
        ? Html.shared(request, headers, feed(frame, after, posts(after)))
        : kept.get(PATH, () -> firstPage(frame)).answer(request, headers);
  }

  private Shown firstPage(Frame stranger) {
    Page<Post> posts = posts(Optional.empty());
    TemplateInstance page = feed(stranger, Optional.empty(), posts);
    return Shown.page(page.render(), Shown.whileShown(posts.items()));
  }

  private Page<Post> posts(Optional<Cursor> after) {
    return board.readPosts().feed(new PageRequest(after, PageRequest.DEFAULT_LIMIT));
  }

  private TemplateInstance feed(Frame frame, Optional<Cursor> after, Page<Post> posts) {
    Optional<String> older = posts.next().map(Cursor::encode);
    return new Feed(
        frame,
        posts.map(views::card).items(),
        older,
        after.isPresent(),
        board.searchPosts().isPresent());
  }

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Feed(
      Frame frame,
      List<Views.PublicCard> posts,
      Optional<String> older,
      boolean deep,
      boolean searchable)
      implements TemplateInstance {}
}
