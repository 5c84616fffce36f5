package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
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
import org.imprimatur.web.Frame;
import org.imprimatur.web.Query;
import org.imprimatur.web.signin.Visitor;

/** The list of published posts, for everyone. */
@Path("/")
@PermitAll
class FeedPage {
  private final Board board;
  private final Views views;
  private final Visitor visitor;

  FeedPage(Board board, Views views, Visitor visitor) {
    this.board = board;
    this.views = views;
    this.visitor = visitor;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public Response feed(@Context UriInfo uri, @Context Request request) {
    Query query = new Query(uri);
    PageRequest wanted = new PageRequest(query.cursor(), PageRequest.DEFAULT_LIMIT);
    Page<Views.PublicCard> page = board.readPosts().feed(wanted).map(views::card);
    Frame frame = new Frame(visitor.shown(), "/");
    Optional<String> older = page.next().map(Cursor::encode);
    TemplateInstance feed = new Feed(frame, page.items(), older, wanted.after().isPresent());
    return frame.signedIn() ? Html.personal(200, feed) : Html.shared(request, feed);
  }

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Feed(Frame frame, List<Views.PublicCard> posts, Optional<String> older, boolean deep)
      implements TemplateInstance {}
}
