package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.post.PageRequest;
import org.imprimatur.web.Frame;

/** The list of published posts, for everyone. */
@Path("/")
@PermitAll
class FeedPage {
  private final Board board;

  FeedPage(Board board) {
    this.board = board;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance feed() {
    List<String> titles =
        board.readPosts().feed(PageRequest.first(20)).items().stream()
            .map(post -> post.title())
            .toList();
    return new Feed(new Frame(Optional.empty(), "/"), titles);
  }

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Feed(Frame frame, List<String> titles) implements TemplateInstance {}
}
