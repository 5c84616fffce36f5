package org.imprimatur.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.imprimatur.api.Answer;
import org.imprimatur.api.Problem;
import org.imprimatur.api.SubmissionsApi;
import org.imprimatur.archive.Archive;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.post.AuthorLimits;
import org.imprimatur.post.CheckAllowance;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.StoreUnavailable;
import org.imprimatur.post.SubmitPost;
import org.imprimatur.post.TraceParent;

/**
 * The function behind {@code POST /api/posts}: takes a submission from whoever signed the request.
 * The author is who API Gateway's IAM authorizer found behind the signature, never what the request
 * says. Reads {@code SIGN_IN_PROVIDER}, {@code IDENTITY_POOL}, {@code POSTS_LIFETIME}, {@code
 * APPROVAL_DELAY}, {@code AUTHORS_MAX_WAITING}, {@code AUTHORS_MAX_PER_HOUR} and {@code
 * AUTHORS_MAX_PER_MINUTE}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html">IAM
 *     authorization of HTTP APIs</a>
 */
public final class CreatePostHandler implements RequestStreamHandler {
  private final Start start;
  private final Authors authors;
  private final SubmissionsApi api;
  private final Route route = new Route(this::submit);

  /** Started by Lambda. */
  public CreatePostHandler() {
    this(Start.ofProcess());
    Rehearsal.plan("create", CreatePostHandler::new);
  }

  CreatePostHandler(Start start) {
    this.start = start;
    Stores stores = start.stores();
    Environment environment = start.environment();
    Names names = new Names(stores.reads(stores.tables().sessionsTable()));
    authors =
        new Authors(
            environment.required("SIGN_IN_PROVIDER"),
            environment.required("IDENTITY_POOL"),
            names,
            start.clock());
    api = new SubmissionsApi(submitPost(start, stores), start.clock());
  }

  private static SubmitPost submitPost(Start start, Stores stores) {
    Archive archive = stores.archive();
    return new SubmitPost(
        stores.posts(),
        id -> archive.find(id).map(ArchivedPost::post),
        new CheckAllowance(
            stores.posts(),
            author -> latelyDeparted(archive, author),
            start.environment().limits(),
            start.clock()),
        new PostIds(start.clock(), start.random()),
        start.environment().lifetime(),
        start.patience(),
        start.clock(),
        start.telemetry());
  }

  private static List<Post> latelyDeparted(Archive archive, String author) {
    return archive
        .byAuthor(author, PageRequest.first(AuthorLimits.MOST))
        .map(ArchivedPost::post)
        .items();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    route.handle(event, answer);
  }

  private Answer submit(HttpEvent event) {
    return authors
        .of(event.cognitoIdentity())
        .map(
            author ->
                StoreUnavailable.await(
                    api.submit(
                        author, event.body(), event.header("idempotency-key"), trace(event))))
        .orElseGet(() -> Problem.of(403, "Sign in with this board to submit a post."));
  }

  private TraceParent trace(HttpEvent event) {
    return event
        .header("traceparent")
        .flatMap(TraceParent::parse)
        .orElseGet(() -> TraceParent.start(start.random()));
  }
}
