package org.imprimatur.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.imprimatur.post.Cursor;

/** What clients send to a board, in turn. */
final class Requests {
  private static final int MANY = 5_000;
  private static final int PEOPLE = 16;
  private static final double HALF = 0.5;

  private Requests() {}

  /** One address, again and again. */
  static List<byte[]> of(Server server, String path) {
    return List.of(HttpConnection.get(server.port(), path));
  }

  /** One address, by who has the answer already. */
  static List<byte[]> known(Server server, String path, String tag) {
    return List.of(HttpConnection.get(server.port(), path, "If-None-Match: " + tag));
  }

  /** Pages from all over the older half of the feed. */
  static List<byte[]> deep(Server server, String path, SampleBoard board) {
    return IntStream.range(0, MANY)
        .mapToObj(i -> board.after(HALF + (1 - HALF) * 0.99 * i / MANY))
        .map(cursor -> page(server, path, cursor))
        .toList();
  }

  /**
   * The first page by a cursor that lies before all posts: the same posts, read and rendered each
   * time, as only the page without a cursor is kept.
   */
  static List<byte[]> first(Server server, SampleBoard board) {
    return List.of(page(server, "/", board.start()));
  }

  private static byte[] page(Server server, String path, Cursor after) {
    return HttpConnection.get(server.port(), path + "?cursor=" + after.encode());
  }

  /** Posts from all over the board. */
  static List<byte[]> posts(Server server, SampleBoard board) {
    return board.some().stream()
        .map(id -> HttpConnection.get(server.port(), "/posts/" + id))
        .toList();
  }

  /** One address, by authors who are signed in. */
  static List<byte[]> signedIn(Server server, String path, SampleBoard board)
      throws IOException, InterruptedException {
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < Math.min(PEOPLE, board.authors()); i++) {
      String session = SignIn.as(SampleBoard.author(i), server.port());
      requests.add(HttpConnection.get(server.port(), path, "Cookie: " + session));
    }
    return requests;
  }

  /** New posts by as many people, each with an access token. */
  static List<byte[]> submissions(Server server, StandInProvider provider, int people)
      throws GeneralSecurityException {
    String json =
        """
        {"title": "%s", "body": "%s"}"""
            .formatted(SampleText.TITLE, SampleText.BODY.replace("\n", "\\n"));
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      String token = provider.accessToken("writer-" + i);
      requests.add(HttpConnection.post(server.port(), "/api/posts", token, json));
    }
    return requests;
  }
}
