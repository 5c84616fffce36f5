package org.imprimatur.contract;

import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.api.Answer;
import org.imprimatur.api.PostsApi;
import org.imprimatur.api.Problem;
import org.imprimatur.api.SubmissionsApi;
import org.imprimatur.post.Author;
import org.imprimatur.post.Posts;
import org.imprimatur.post.TraceParent;

/** The API of the core, over memory and without HTTP, held to its contract. */
class MemoryApiTest implements ApiContract {

  @Override
  public ApiUnderTest openApi() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = new MemoryEngine() {}.open(here);
    Board board =
        new Board(
            engine.ports(),
            BoardSettings.reference(),
            here.clock(),
            here.random(),
            post -> {},
            here.telemetry());
    return new Direct(here, engine.ports().posts(), board);
  }

  private record Direct(Surroundings here, Posts posts, Board board) implements ApiUnderTest {
    @Override
    public SamplePosts samplePosts() {
      return here.samplePosts();
    }

    @Override
    public Reply get(String path, Optional<String> known) {
      return reply(answer(path).unlessKnown(known));
    }

    private Answer answer(String path) {
      PostsApi api = new PostsApi(board.readPosts(), board.searchPosts());
      if (path.startsWith("/api/posts/")) {
        return api.find(path.substring("/api/posts/".length()));
      }
      Map<String, String> query = query(path);
      return api.list(
          Optional.ofNullable(query.get("q")),
          Optional.ofNullable(query.get("limit")),
          Optional.ofNullable(query.get("cursor")));
    }

    private static Map<String, String> query(String path) {
      Map<String, String> query = new HashMap<>();
      int start = path.indexOf('?');
      for (String pair : start < 0 ? new String[0] : path.substring(start + 1).split("&")) {
        int equals = pair.indexOf('=');
        query.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
      return query;
    }

    @Override
    public Reply post(Optional<Author> author, byte[] body, Map<String, String> headers) {
      SubmissionsApi api = new SubmissionsApi(board.submitPost(), Clock.systemUTC());
      Optional<String> key = Optional.ofNullable(headers.get("Idempotency-Key"));
      return reply(
          author
              .map(who -> api.submit(who, body, key, TraceParent.start(here.random())).join())
              .orElseGet(() -> Problem.of(401, "Sign in.")));
    }

    private static Reply reply(Answer answer) {
      Map<String, String> headers = new HashMap<>();
      answer.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
      return new Reply(answer.status(), headers, answer.body());
    }
  }
}
