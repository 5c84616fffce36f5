package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
import org.imprimatur.post.PublicPost;
import org.imprimatur.web.Frame;
import org.imprimatur.web.Kept;
import org.imprimatur.web.Query;
import org.imprimatur.web.signin.Visitor;

/**
 * The public posts of one author, as a page and for feed readers. An author without any is not
 * found, exactly as one that never was.
 */
@Path("/authors/{name}")
@PermitAll
class AuthorPage {
  private final Board board;
  private final Views views;
  private final AuthorAddresses addresses;
  private final AtomFeed atom;
  private final Visitor visitor;

  AuthorPage(Board board, Views views, AuthorAddresses addresses, AtomFeed atom, Visitor visitor) {
    this.board = board;
    this.views = views;
    this.addresses = addresses;
    this.atom = atom;
    this.visitor = visitor;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public Response page(
      @PathParam("name") String name,
      @Context UriInfo uri,
      @Context Request request,
      @Context HttpHeaders headers) {
    Page<PublicPost> posts = posts(name, new Query(uri).cursor());
    String path = "/authors/" + name;
    Frame frame = new Frame(visitor.shown(), path);
    Optional<String> older = posts.next().map(next -> path + "?cursor=" + next.encode());
    TemplateInstance page =
        new Author(frame, author(posts), path, posts.map(views::card).items(), older);
    return frame.signedIn() ? Html.personal(200, page) : Html.shared(request, headers, page);
  }

  @GET
  @Path("/feed.atom")
  public Response feed(
      @PathParam("name") String name, @Context Request request, @Context HttpHeaders headers) {
    Page<PublicPost> posts = posts(name, Optional.empty());
    String path = "/authors/" + name;
    String title = "Imprimatur: " + author(posts);
    return Kept.never(atom.of(title, path + "/feed.atom", path, posts.items()))
        .answer(request, headers);
  }

  private Page<PublicPost> posts(String name, Optional<Cursor> after) {
    PageRequest wanted = new PageRequest(after, PageRequest.DEFAULT_LIMIT);
    return addresses
        .authorId(name)
        .map(author -> board.readPosts().publishedBy(author, wanted))
        .filter(page -> !page.items().isEmpty())
        .orElseThrow(NotFoundException::new);
  }

  private static String author(Page<PublicPost> posts) {
    return posts.items().get(0).author().name();
  }

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Author(
      Frame frame, String name, String path, List<Views.PublicCard> posts, Optional<String> older)
      implements TemplateInstance {}
}
