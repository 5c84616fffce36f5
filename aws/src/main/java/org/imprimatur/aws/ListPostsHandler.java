package org.imprimatur.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.imprimatur.api.Answer;
import org.imprimatur.api.PostsApi;
import org.imprimatur.post.ReadPosts;

/**
 * The function behind {@code GET /api/posts} and {@code GET /api/posts/{id}}: published posts, for
 * everyone. Reads {@code POSTS_TABLE}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Lambda
 *     integrations of HTTP APIs</a>
 */
public final class ListPostsHandler implements RequestStreamHandler {
  private final Route route;

  /** Started by Lambda. */
  public ListPostsHandler() {
    this(Start.ofProcess());
    Rehearsal.plan("list", ListPostsHandler::new);
  }

  ListPostsHandler(Start start) {
    PostsApi api =
        new PostsApi(new ReadPosts(start.stores().posts(), start.clock()), Optional.empty());
    route = new Route(event -> answer(api, event).unlessKnown(event.header("If-None-Match")));
  }

  private static Answer answer(PostsApi api, HttpEvent event) {
    return event
        .pathParameter("id")
        .map(api::find)
        .orElseGet(() -> api.list(event.query("q"), event.query("limit"), event.query("cursor")));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    route.handle(event, answer);
  }
}
