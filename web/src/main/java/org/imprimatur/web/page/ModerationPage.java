package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.session.User;
import org.imprimatur.web.Frame;
import org.imprimatur.web.Query;
import org.imprimatur.web.Settings;
import org.imprimatur.web.signin.Visitor;

/** The posts that wait for moderators, and decisions on several of them at once. */
@Path("/moderation")
@RolesAllowed(User.MODERATOR)
class ModerationPage {
  private static final int OK = 200;
  private static final int UNPROCESSABLE = 422;

  private final Board board;
  private final Desk desk;
  private final Deciding deciding;
  private final Queue queue;
  private final Visitor visitor;
  private final List<String> presets;

  ModerationPage(
      Board board, Desk desk, Deciding deciding, Queue queue, Visitor visitor, Settings settings) {
    this.board = board;
    this.desk = desk;
    this.deciding = deciding;
    this.queue = queue;
    this.visitor = visitor;
    this.presets = settings.moderation().reasons();
  }

  /** The queue, the longest waiting first. */
  @GET
  public Response waiting(@Context UriInfo uri) {
    String done =
        new Query(uri).text("done").flatMap(Ruling.Kind::named).map(Ruling.Kind::done).orElse("");
    return Html.personal(OK, page(Wanted.of(uri), done, List.of()));
  }

  /** Decides on all posts that are ticked, each for itself. */
  @POST
  @Path("/bulk")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response decideAll(@Context UriInfo uri, MultivaluedMap<String, String> fields) {
    Wanted wanted = Wanted.of(uri);
    List<Tick> ticks = Tick.all(fields.remove("post"));
    Ruling ruling = Ruling.of(new Form(fields, "verdict", "preset", "reason"));
    if (ruling.kind().onReports()) {
      throw new BadRequestException("Reports are decided about one by one.");
    }
    Optional<String> problem = ruling.problem();
    if (problem.isPresent()) {
      return ErrorPage.of(
          UNPROCESSABLE,
          visitor,
          "Nothing was decided yet",
          problem.get() + " Go back: what you ticked is still ticked.");
    }
    List<Outcome> outcomes =
        ticks.stream()
            .map(tick -> deciding.decide(tick.post(), tick.revision(), 0, ruling))
            .toList();
    return Html.personal(OK, page(wanted, "", outcomes));
  }

  private TemplateInstance page(Wanted wanted, String notice, List<Outcome> outcomes) {
    Page<Post> waiting =
        board
            .readPosts()
            .waiting(wanted.filter(), new PageRequest(wanted.after(), PageRequest.DEFAULT_LIMIT));
    // Who sees the posts counts them: the number beside them is of now.
    queue.changed();
    List<Desk.Card> cards = desk.cards(waiting.items(), visitor.signedIn());
    return new Moderation(
        new Frame(visitor.shown(), "/moderation"),
        cards,
        cards.stream().anyMatch(card -> !card.own() && card.text().isPresent()),
        waiting.next().map(next -> wanted.from(next).query()),
        wanted,
        desk.reasons(wanted.filter().reason()),
        presets,
        notice,
        outcomes);
  }

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Moderation(
      Frame frame,
      List<Desk.Card> cards,
      boolean tickable,
      Optional<String> more,
      Wanted wanted,
      List<Desk.Why> reasons,
      List<String> presets,
      String notice,
      List<Outcome> outcomes)
      implements TemplateInstance {}
}
