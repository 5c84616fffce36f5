package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PublicPost;
import org.imprimatur.web.Backend;
import org.imprimatur.web.Frame;
import org.imprimatur.web.Fresh;
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
  private final Fresh<Listed> newest;

  FeedPage(
      Board board, Views views, Visitor visitor, KeptAnswers kept, Backend backend, Clock clock) {
    this.board = board;
    this.views = views;
    this.visitor = visitor;
    this.kept = kept;
    newest = new Fresh<>(backend.version(), clock, Listed::until);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public Response feed(
      @Context UriInfo uri, @Context Request request, @Context HttpHeaders headers) {
    Query query = new Query(uri);
    Optional<Cursor> after = query.cursor();
    Frame frame = new Frame(visitor.shown(), PATH);
    if (frame.signedIn()) {
      return Html.personal(200, page(frame, after, listed(after)));
    }
    return after.isPresent()
        ? Html.shared(request, headers, page(frame, after, listed(after)))
        : kept.get(PATH, () -> firstPage(frame)).answer(request, headers);
  }

  private Shown firstPage(Frame stranger) {
    Listed listed = listed(Optional.empty());
    return Shown.page(page(stranger, Optional.empty(), listed).render(), listed.until());
  }

  /** Everybody's first page has the same posts, whoever is signed in: they are rendered once. */
  private Listed listed(Optional<Cursor> after) {
    return after.isPresent() ? read(after) : newest.get(before -> read(after));
  }

  private Listed read(Optional<Cursor> after) {
    Page<PublicPost> posts =
        board.readPosts().feed(new PageRequest(after, PageRequest.DEFAULT_LIMIT));
    TemplateInstance list =
        new FeedPosts(
            posts.map(views::card).items(), posts.next().map(Cursor::encode), after.isPresent());
    return new Listed(new RawString(list.render()), Shown.whileShown(posts.items()));
  }

  private TemplateInstance page(Frame frame, Optional<Cursor> after, Listed listed) {
    return new Feed(frame, listed.html(), after.isPresent(), board.searchPosts().isPresent());
  }

  /**
   * The list of a page.
   *
   * @param html as part of the page
   * @param until when the first of its posts is no longer to be shown
   */
  private record Listed(RawString html, Instant until) {}

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Feed(Frame frame, RawString posts, boolean deep, boolean searchable)
      implements TemplateInstance {}

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record FeedPosts(List<Views.PublicCard> posts, Optional<String> older, boolean deep)
      implements TemplateInstance {}
}
