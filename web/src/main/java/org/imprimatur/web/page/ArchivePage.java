package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PostId;
import org.imprimatur.session.User;
import org.imprimatur.web.Frame;
import org.imprimatur.web.Query;
import org.imprimatur.web.Redirect;
import org.imprimatur.web.signin.Visitor;

/** Posts that left the board: an author's own, or for moderators everybody's. */
@Path("/archive")
@Authenticated
class ArchivePage {
  private static final int CONFLICT = 409;

  private final Board board;
  private final Views views;
  private final Visitor visitor;

  ArchivePage(Board board, Views views, Visitor visitor) {
    this.board = board;
    this.views = views;
    this.visitor = visitor;
  }

  @GET
  public Response archive(@Context UriInfo uri) {
    Query query = new Query(uri);
    User user = visitor.signedIn();
    Page<ArchivedPost> page =
        departed(user, new PageRequest(query.cursor(), PageRequest.DEFAULT_LIMIT));
    return Html.personal(
        200,
        new ArchiveTemplate(
            new Frame(visitor.shown(), "/archive"),
            page.map(post -> views.departed(post, user)).items(),
            page.next().map(Cursor::encode),
            query.text("done").filter("approved"::equals).isPresent()));
  }

  @POST
  @Path("/{id}/renew")
  public Response renew(@PathParam("id") String id) {
    return board
        .restorePost()
        .renew(PostId.parse(id).orElseThrow(NotFoundException::new), visitor.signedIn().subject())
        .fold(
            post -> Redirect.to("/me?done=renewed").build(),
            departed -> notRenewable(),
            departed -> notRenewable(),
            () -> {
              throw new NotFoundException();
            });
  }

  private Response notRenewable() {
    return ErrorPage.of(
        CONFLICT,
        visitor,
        "This post cannot be renewed",
        "Only a post that was public until its time was over comes back as it was. "
            + "Any other you can submit again from your archive.");
  }

  private Page<ArchivedPost> departed(User user, PageRequest page) {
    return user.moderator()
        ? board.archive().all(page)
        : board.archive().byAuthor(user.subject(), page);
  }

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record ArchiveTemplate(
      Frame frame, List<Views.Departed> posts, Optional<String> older, boolean approved)
      implements TemplateInstance {}
}
