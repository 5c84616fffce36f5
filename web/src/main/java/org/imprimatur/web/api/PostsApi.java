package org.imprimatur.web.api;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.imprimatur.Board;
import org.imprimatur.post.IdempotencyKey;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Violation;
import org.imprimatur.web.Query;
import org.imprimatur.web.Requests;
import org.imprimatur.web.signin.Visitor;

/** Published posts for everyone, submissions for who is signed in. */
@Path("/api/posts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Posts")
class PostsApi {
  private static final int UNPROCESSABLE = 422;
  private static final String NOT_FOUND = "There is no such post.";

  private final Board board;
  private final Visitor visitor;
  private final Requests requests;
  private final SubmissionReader reader;

  PostsApi(Board board, Visitor visitor, Requests requests, SubmissionReader reader) {
    this.board = board;
    this.visitor = visitor;
    this.requests = requests;
    this.reader = reader;
  }

  @GET
  @PermitAll
  @Operation(summary = "Published posts, the latest first")
  public Response list(@Context UriInfo uri) {
    Query query = new Query(uri);
    Optional<String> limit = query.text("limit");
    Optional<Integer> size =
        limit.map(PostsApi::limit).orElse(Optional.of(PageRequest.DEFAULT_LIMIT));
    if (size.isEmpty()) {
      return Problem.of(400, "limit is a number from 1 to " + PageRequest.MAX_LIMIT + ".");
    }
    Page<Post> page = board.readPosts().feed(new PageRequest(query.cursor(), size.get()));
    return Json.shared(PostList.of(page));
  }

  @GET
  @Path("/{id}")
  @PermitAll
  @Operation(summary = "A published post")
  public Response find(@PathParam("id") String id) {
    return PostId.parse(id)
        .flatMap(board.readPosts()::find)
        .map(post -> Json.shared(PostList.Item.of(post)))
        .orElseGet(() -> Problem.of(404, NOT_FOUND));
  }

  @POST
  @Authenticated
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Submits a post for approval")
  public Response submit(
      byte[] body, @HeaderParam("Idempotency-Key") Optional<String> idempotencyKey) {
    Optional<IdempotencyKey> key = idempotencyKey.flatMap(IdempotencyKey::parse);
    if (key.isPresent() != idempotencyKey.isPresent()) {
      return Problem.of(400, "Idempotency-Key has 1 to 200 visible ASCII characters.");
    }
    return reader.read(body).fold(text -> submit(text, key), problem -> Problem.of(400, problem));
  }

  private Response submit(SubmissionReader.Typed typed, Optional<IdempotencyKey> key) {
    return board
        .submitPost()
        .submit(
            requests.author(visitor.signedIn()), typed.title(), typed.body(), key, requests.trace())
        .fold(
            PostsApi::accepted,
            PostsApi::invalid,
            () -> Problem.of(UNPROCESSABLE, "This Idempotency-Key was used for another text."));
  }

  private static Response accepted(Post post) {
    return Response.accepted(
            new Accepted(post.id().value(), "PENDING", post.submittedAt().toString()))
        .header("Location", "/api/posts/" + post.id())
        .header("Cache-Control", "no-store")
        .build();
  }

  private static Response invalid(List<Violation> violations) {
    return Problem.of(400, "The post may not stand as it is.", violations);
  }

  private static Optional<Integer> limit(String text) {
    return text.matches("[1-9][0-9]?|100") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  /**
   * The answer to a submission.
   *
   * @param id the post's name
   * @param status always PENDING
   * @param submittedAt when it was acknowledged
   */
  record Accepted(String id, String status, String submittedAt) {}
}
