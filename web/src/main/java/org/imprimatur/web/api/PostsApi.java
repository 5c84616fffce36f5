package org.imprimatur.web.api;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.api.SubmissionsApi;
import org.imprimatur.post.Submissions;
import org.imprimatur.web.Query;
import org.imprimatur.web.Requests;
import org.imprimatur.web.signin.Visitor;

/**
 * The API over HTTP; what it reads and answers is {@link org.imprimatur.api}'s. Described in {@code
 * META-INF/openapi.yaml}.
 */
@Path("/api/posts")
class PostsApi {
  private final org.imprimatur.api.PostsApi posts;
  private final SubmissionsApi submissions;
  private final Visitor visitor;
  private final Requests requests;

  PostsApi(Board board, Submissions submissions, Visitor visitor, Requests requests, Clock clock) {
    this.posts = new org.imprimatur.api.PostsApi(board.readPosts());
    this.submissions = new SubmissionsApi(submissions, clock);
    this.visitor = visitor;
    this.requests = requests;
  }

  @GET
  @PermitAll
  public Response list(@Context UriInfo uri) {
    Query query = new Query(uri);
    return Answers.response(posts.list(query.text("limit"), query.text("cursor")));
  }

  @GET
  @Path("/{id}")
  @PermitAll
  public Response find(@PathParam("id") String id) {
    return Answers.response(posts.find(id));
  }

  @POST
  @Authenticated
  @Consumes(MediaType.APPLICATION_JSON)
  public Response submit(
      byte[] body, @HeaderParam("Idempotency-Key") Optional<String> idempotencyKey) {
    return Answers.response(
        submissions.submit(
            requests.author(visitor.signedIn()), body, idempotencyKey, requests.trace()));
  }
}
