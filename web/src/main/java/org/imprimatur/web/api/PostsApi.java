package org.imprimatur.web.api;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.imprimatur.Board;
import org.imprimatur.api.SubmissionsApi;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.ReadPosts;
import org.imprimatur.post.Submissions;
import org.imprimatur.web.KeptAnswers;
import org.imprimatur.web.Query;
import org.imprimatur.web.Requests;
import org.imprimatur.web.Shown;
import org.imprimatur.web.signin.Visitor;

/**
 * The API over HTTP; what it reads and answers is {@link org.imprimatur.api}'s. Described in {@code
 * META-INF/openapi.yaml}.
 */
@Path(PostsApi.PATH)
class PostsApi {
  static final String PATH = "/api/posts";

  private final org.imprimatur.api.PostsApi posts;
  private final SubmissionsApi submissions;
  private final Visitor visitor;
  private final Requests requests;
  private final ReadPosts read;
  private final KeptAnswers kept;

  PostsApi(
      Board board,
      Submissions submissions,
      Visitor visitor,
      Requests requests,
      Clock clock,
      KeptAnswers kept) {
    this.read = board.readPosts();
    this.kept = kept;
    this.posts = new org.imprimatur.api.PostsApi(read, board.searchPosts());
    this.submissions = new SubmissionsApi(submissions, clock);
    this.visitor = visitor;
    this.requests = requests;
  }

  @GET
  @PermitAll
  public Response list(
      @Context UriInfo uri, @Context Request request, @Context HttpHeaders headers) {
    Query query = new Query(uri);
    if (query.isEmpty()) {
      return kept.get(PATH, this::firstPage).answer(request, headers);
    }
    return Answers.response(
        posts
            .list(query.text("q"), query.text("limit"), query.text("cursor"))
            .unlessKnown(known(headers)));
  }

  private Shown firstPage() {
    Page<PublicPost> page = read.feed(PageRequest.first(PageRequest.DEFAULT_LIMIT));
    return Shown.text(
        Answers.JSON,
        org.imprimatur.api.PostsApi.shown(page).body(),
        Shown.whileShown(page.items()));
  }

  @GET
  @Path("/{id}")
  @PermitAll
  public Response find(@PathParam("id") String id, @Context HttpHeaders headers) {
    return Answers.response(posts.find(id).unlessKnown(known(headers)));
  }

  private static Optional<String> known(HttpHeaders headers) {
    return Optional.ofNullable(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
  }

  @POST
  @Authenticated
  @Consumes(MediaType.APPLICATION_JSON)
  @NonBlocking
  public CompletionStage<Response> submit(
      byte[] body, @HeaderParam("Idempotency-Key") Optional<String> idempotencyKey) {
    return submissions
        .submit(requests.author(visitor.signedIn()), body, idempotencyKey, requests.trace())
        .thenApply(Answers::response);
  }
}
