package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Status;
import org.imprimatur.session.User;
import org.imprimatur.web.Frame;
import org.imprimatur.web.Query;
import org.imprimatur.web.Redirect;
import org.imprimatur.web.Settings;
import org.imprimatur.web.signin.Visitor;

/**
 * One post. Published posts are for everyone; its author also sees a post that waits. Everything
 * else is not found, and looks exactly like a post that never was.
 */
@Path("/posts")
class PostPage {
  private final Board board;
  private final Views views;
  private final Visitor visitor;
  private final AuthorAddresses addresses;
  private final URI base;

  PostPage(
      Board board, Views views, Visitor visitor, AuthorAddresses addresses, Settings settings) {
    this.addresses = addresses;
    this.base = settings.baseUrl();
    this.board = board;
    this.views = views;
    this.visitor = visitor;
  }

  @GET
  @PermitAll
  @Path("/{id}")
  @Produces(MediaType.TEXT_HTML)
  public Response post(
      @PathParam("id") String id,
      @Context UriInfo uri,
      @Context Request request,
      @Context HttpHeaders headers) {
    Post post = PostId.parse(id).flatMap(this::visible).orElseThrow(NotFoundException::new);
    Frame frame = new Frame(visitor.shown(), "/posts/" + post.id());
    Optional<Views.OwnPost> own = Optional.of(post).filter(this::own).map(views::own);
    String notice = notice(new Query(uri).text("done").orElse(""));
    TemplateInstance page = new PostTemplate(frame, views.whole(post), own, notice, meta(post));
    return frame.signedIn() ? Html.personal(200, page) : Html.shared(request, headers, page);
  }

  @POST
  @Path("/{id}/withdraw")
  @Authenticated
  public Response withdraw(@PathParam("id") String id) {
    User author = visitor.signedIn();
    Posts.Withdrawn withdrawn =
        PostId.parse(id)
            .map(post -> board.withdrawPost().withdraw(post, author.subject()))
            .orElse(Posts.Withdrawn.NOT_FOUND);
    return switch (withdrawn) {
      case DONE -> Redirect.to("/me?done=withdrawn").build();
      case TOO_LATE ->
          ErrorPage.of(
              409,
              visitor,
              "Too late to withdraw",
              "This post was decided in the meantime. Nothing was changed.");
      case NOT_FOUND -> throw new NotFoundException();
    };
  }

  @POST
  @Path("/{id}/renew")
  @Authenticated
  public Response renew(@PathParam("id") String id) {
    return PostId.parse(id)
        .map(post -> board.renewPost().renew(post, visitor.signedIn().subject()))
        .orElseThrow(NotFoundException::new)
        .fold(
            post -> Redirect.to("/me?done=renewed").build(),
            post ->
                ErrorPage.of(
                    409,
                    visitor,
                    "This post is not public",
                    "Only a public post can be renewed. Nothing was changed."),
            () -> {
              throw new NotFoundException();
            });
  }

  private Optional<Post> visible(PostId id) {
    return board
        .readPosts()
        .find(id)
        .or(() -> visitor.shown().flatMap(user -> board.readPosts().findOwn(id, user.subject())))
        .filter(post -> !post.status().leaving());
  }

  /** What a public post is to others; one that is not public is nothing to them. */
  private Optional<Meta> meta(Post post) {
    return Optional.of(post)
        .filter(p -> p.status() == Status.PUBLISHED)
        .map(PublicPost::of)
        .map(
            p ->
                new Meta(
                    base + "/posts/" + p.id(),
                    views.card(p).excerpt(),
                    "/authors/" + addresses.name(p.author().id()),
                    views.card(p).published()));
  }

  private static String notice(String done) {
    return switch (done) {
      case "reported" -> "Thank you. Your report was received; moderators look at what gathers.";
      case "reported-before" -> "You reported this post before. It counts once.";
      default -> "";
    };
  }

  private boolean own(Post post) {
    return visitor.shown().filter(u -> u.subject().equals(post.author().id())).isPresent();
  }

  /**
   * What search engines and other sites are told of a post.
   *
   * @param url its whole address
   * @param description how it begins
   * @param author the path of its author's page
   * @param published when it became public
   */
  record Meta(String url, String description, String author, Moment published) {}

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record PostTemplate(
      Frame frame,
      Views.WholePost post,
      Optional<Views.OwnPost> own,
      String notice,
      Optional<Meta> meta)
      implements TemplateInstance {}
}
