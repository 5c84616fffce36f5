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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.SearchPosts;
import org.imprimatur.post.SearchTerms;
import org.imprimatur.web.Frame;
import org.imprimatur.web.Query;
import org.imprimatur.web.signin.Visitor;

/** Looking for published posts by their words, for everyone; without JavaScript too. */
@Path("/search")
@PermitAll
class SearchPage {
  private static final int BAD_REQUEST = 400;

  private final Optional<SearchPosts> search;
  private final Views views;
  private final Visitor visitor;

  SearchPage(Board board, Views views, Visitor visitor) {
    this.search = board.searchPosts();
    this.views = views;
    this.visitor = visitor;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public Response search(
      @Context UriInfo uri, @Context Request request, @Context HttpHeaders headers) {
    Query query = new Query(uri);
    String typed = query.text("q").orElse("").strip();
    Optional<Cursor> after = query.cursor();
    Frame frame = new Frame(visitor.shown(), path(typed));
    boolean tooLong = SearchTerms.tooLong(typed);
    TemplateInstance page =
        new Search(frame, typed, search.isPresent(), tooLong, results(typed, after));
    if (tooLong) {
      return Html.personal(BAD_REQUEST, page);
    }
    return frame.signedIn() ? Html.personal(200, page) : Html.shared(request, headers, page);
  }

  private Optional<Results> results(String typed, Optional<Cursor> after) {
    return SearchTerms.parse(typed)
        .flatMap(terms -> search.map(posts -> results(posts, terms, typed, after)));
  }

  private Results results(
      SearchPosts posts, SearchTerms terms, String typed, Optional<Cursor> after) {
    Page<Views.FoundCard> page =
        posts
            .find(terms, new PageRequest(after, PageRequest.DEFAULT_LIMIT))
            .map(post -> views.found(post, terms));
    Optional<String> more = page.next().map(next -> path(typed) + "&cursor=" + next.encode());
    return new Results(page.items(), more, after.isPresent());
  }

  private static String path(String typed) {
    return typed.isEmpty()
        ? "/search"
        : "/search?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8);
  }

  /**
   * What was found.
   *
   * @param more where it goes on
   * @param deep whether it began elsewhere
   */
  record Results(List<Views.FoundCard> posts, Optional<String> more, boolean deep) {}

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Search(
      Frame frame, String typed, boolean available, boolean tooLong, Optional<Results> results)
      implements TemplateInstance {}
}
