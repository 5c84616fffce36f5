package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.imprimatur.Board;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.QueueFilter;
import org.imprimatur.post.Status;
import org.imprimatur.post.Verdict;
import org.imprimatur.session.User;
import org.imprimatur.web.Frame;
import org.imprimatur.web.Query;
import org.imprimatur.web.Redirect;
import org.imprimatur.web.Requests;
import org.imprimatur.web.Settings;
import org.imprimatur.web.signin.Visitor;
import org.jspecify.annotations.Nullable;

/** Where moderators decide about posts that wait, one by one or several at once. */
@Path("/moderation")
@RolesAllowed(User.MODERATOR)
class ModerationPage {
  private static final int OK = 200;
  private static final int CONFLICT = 409;
  private static final int MOST_AT_ONCE = 100;

  private final Board board;
  private final Desk desk;
  private final Visitor visitor;
  private final List<String> presets;

  ModerationPage(Board board, Desk desk, Visitor visitor, Settings settings) {
    this.board = board;
    this.desk = desk;
    this.visitor = visitor;
    this.presets = settings.moderation().reasons();
  }

  /** The queue, the longest waiting first. */
  @GET
  public Response waiting(@Context UriInfo uri) {
    Query query = new Query(uri);
    QueueFilter filter =
        new QueueFilter(
            query.text("reason").filter(code -> !code.isBlank()),
            query.text("author").map(String::strip).filter(name -> !name.isEmpty()));
    String done =
        Ruling.Kind.named(query.text("done").orElse("")).map(Ruling.Kind::done).orElse("");
    return Html.personal(OK, queue(filter, query.cursor(), done, List.of()));
  }

  private TemplateInstance queue(
      QueueFilter filter, Optional<Cursor> after, String notice, List<Result> results) {
    User viewer = visitor.signedIn();
    Page<Desk.Card> page =
        board
            .readPosts()
            .waiting(filter, new PageRequest(after, PageRequest.DEFAULT_LIMIT))
            .map(post -> desk.card(post, viewer));
    return new Moderation(
        new Frame(visitor.shown(), "/moderation"),
        page.items(),
        page.next().map(next -> more(filter, next)),
        Wanted.of(filter, page.items()),
        presets,
        notice,
        results);
  }

  private static String more(QueueFilter filter, Cursor next) {
    return "/moderation?cursor="
        + next.encode()
        + filter.reason().map(code -> "&reason=" + encoded(code)).orElse("")
        + filter.author().map(name -> "&author=" + encoded(name)).orElse("");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Decides on one post. A script gets the card's new state, anybody else the queue again. */
  @POST
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response decide(
      @PathParam("id") String id,
      @HeaderParam("HX-Request") @Nullable String script,
      MultivaluedMap<String, String> fields) {
    Form form = new Form(fields, "revision", "verdict", "preset", "reason");
    Ruling ruling = Ruling.of(form);
    PostId post = PostId.parse(id).orElseThrow(NotFoundException::new);
    Posts.Decided decided = ruling.on(post, form.number("revision"), decider(), board);
    String message = message(decided, ruling);
    boolean applied = decided instanceof Posts.Decided.Applied;
    if (script != null) {
      return Html.personal(
          applied ? OK : CONFLICT,
          new DecidedCard(message, desk.current(post, visitor.signedIn()), presets));
    }
    return applied
        ? Redirect.to("/moderation?done=" + ruling.kind().field()).build()
        : ErrorPage.of(CONFLICT, visitor, "This post no longer waits for that decision", message);
  }

  /** Decides on all posts that are ticked, each for itself. */
  @POST
  @Path("/bulk")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response decideAll(MultivaluedMap<String, String> fields) {
    List<String> ticked = fields.getOrDefault("post", List.of());
    fields.remove("post");
    Ruling ruling = Ruling.of(new Form(fields, "verdict", "preset", "reason"));
    if (ticked.isEmpty() || ticked.size() > MOST_AT_ONCE) {
      throw new BadRequestException("Tick 1 to 100 posts, then say what to do with them.");
    }
    List<Result> results = new ArrayList<>();
    for (String each : ticked) {
      results.add(decideOne(each, ruling));
    }
    return Html.personal(OK, queue(QueueFilter.ALL, Optional.empty(), "", results));
  }

  /** A tick is the post's id and the revision that was seen, with a dot between. */
  private Result decideOne(String tick, Ruling ruling) {
    String[] parts = tick.split("\\.", -1);
    PostId id =
        Optional.of(parts)
            .filter(p -> p.length == 2 && p[1].matches("[1-9][0-9]{0,8}"))
            .flatMap(p -> PostId.parse(p[0]))
            .orElseThrow(() -> new BadRequestException("A tick names a post and its revision."));
    Posts.Decided decided = ruling.on(id, Integer.parseInt(parts[1]), decider(), board);
    String title = decided.fold(this::title, this::title, this::title, this::title, () -> "A post");
    return new Result(title, message(decided, ruling), decided instanceof Posts.Decided.Applied);
  }

  private String title(Post post) {
    return post.latest().text().title();
  }

  private Decider decider() {
    return Requests.decider(visitor.signedIn());
  }

  private static String message(Posts.Decided decided, Ruling ruling) {
    return decided.fold(
        post -> ruling.kind().done(),
        current -> "It was already " + state(current) + ". Your decision changed nothing.",
        current ->
            "Its author changed it while you were reading. Your decision changed nothing; "
                + "the new text waits in its place.",
        current -> "You wrote it yourself, and nobody decides on their own posts.",
        () -> "It has left the board. Your decision changed nothing.");
  }

  private static String state(Post current) {
    return current
        .latest()
        .decision()
        .map(
            decision ->
                participle(decision.verdict())
                    + " by "
                    + decision.decidedBy()
                    + " on "
                    + new Moment(decision.decidedAt()).full())
        .orElse(current.status() == Status.WITHDRAWN ? "withdrawn by its author" : "decided");
  }

  private static String participle(Verdict verdict) {
    return switch (verdict) {
      case APPROVED -> "approved";
      case CHANGES_REQUESTED -> "sent back";
      case REJECTED -> "rejected";
    };
  }

  /** What became of one post among several. */
  @TemplateData
  record Result(String title, String message, boolean applied) {}

  /** Which posts are wanted, and what could be. */
  @TemplateData
  record Wanted(String reason, String author, List<Choice> reasons) {
    static Wanted of(QueueFilter filter, List<Desk.Card> shown) {
      TreeSet<String> codes = new TreeSet<>();
      shown.forEach(card -> card.held().forEach(why -> codes.add(why.code())));
      if (shown.stream().anyMatch(card -> !card.reports().isEmpty())) {
        codes.add(QueueFilter.REPORTED);
      }
      filter.reason().ifPresent(codes::add);
      return new Wanted(
          filter.reason().orElse(""),
          filter.author().orElse(""),
          codes.stream().map(code -> new Choice(code, Desk.inWords(code))).toList());
    }

    /** Whether only some posts are wanted. */
    public boolean some() {
      return !reason.isEmpty() || !author.isEmpty();
    }
  }

  /** A reason to choose by. */
  @TemplateData
  record Choice(String code, String words) {}

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Moderation(
      Frame frame,
      List<Desk.Card> cards,
      Optional<String> more,
      Wanted wanted,
      List<String> presets,
      String notice,
      List<Result> results)
      implements TemplateInstance {}

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record DecidedCard(String message, Optional<Desk.Card> card, List<String> presets)
      implements TemplateInstance {}
}
