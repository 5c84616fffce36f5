package org.imprimatur.web.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.imprimatur.Board;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PublicPost;
import org.imprimatur.web.KeptAnswers;
import org.imprimatur.web.Shown;

/** The latest published posts for feed readers. */
@Path(FeedAtom.PATH)
@PermitAll
class FeedAtom {
  static final String PATH = "/feed.atom";

  private final Board board;
  private final AtomFeed atom;
  private final KeptAnswers kept;

  FeedAtom(Board board, AtomFeed atom, KeptAnswers kept) {
    this.board = board;
    this.atom = atom;
    this.kept = kept;
  }

  @GET
  public Response feed(@Context Request request, @Context HttpHeaders headers) {
    return kept.get(PATH, this::latest).answer(request, headers);
  }

  private Shown latest() {
    List<PublicPost> posts =
        board.readPosts().feed(PageRequest.first(PageRequest.DEFAULT_LIMIT)).items();
    return atom.of("Imprimatur", PATH, "/", posts);
  }
}
