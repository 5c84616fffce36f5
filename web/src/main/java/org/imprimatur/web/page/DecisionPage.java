package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
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
import java.util.List;
import java.util.Optional;
import org.imprimatur.post.PostId;
import org.imprimatur.session.User;
import org.imprimatur.web.Frame;
import org.imprimatur.web.Redirect;
import org.imprimatur.web.Settings;
import org.imprimatur.web.signin.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * A decision on one post. A script gets the card as it is then, anybody else the queue again; a
 * decision that does not count is answered with what stands, and with what was typed.
 */
@Path("/moderation")
@RolesAllowed(User.MODERATOR)
class DecisionPage {
  private static final int OK = 200;
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;

  private final Desk desk;
  private final Deciding deciding;
  private final Visitor visitor;
  private final List<String> presets;

  DecisionPage(Desk desk, Deciding deciding, Visitor visitor, Settings settings) {
    this.desk = desk;
    this.deciding = deciding;
    this.visitor = visitor;
    this.presets = settings.moderation().reasons();
  }

  @POST
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response decide(
      @PathParam("id") String id,
      @Context UriInfo uri,
      @HeaderParam("HX-Request") @Nullable String script,
      MultivaluedMap<String, String> fields) {
    PostId post = PostId.parse(id).orElseThrow(NotFoundException::new);
    Form form = new Form(fields, "revision", "settled", "verdict", "preset", "reason");
    Ruling ruling = Ruling.of(form);
    Outcome outcome =
        ruling
            .problem()
            .map(problem -> new Outcome("", problem, false))
            .orElseGet(() -> decide(post, form, ruling));
    if (outcome.applied() && script == null) {
      return Redirect.to("/moderation" + Wanted.of(uri).query(ruling.kind().field())).build();
    }
    int refused = ruling.problem().isPresent() ? UNPROCESSABLE : CONFLICT;
    Optional<Desk.Card> stands = stands(post, outcome, ruling);
    View view = new View(id, outcome, stands, Wanted.of(uri), presets);
    return Html.personal(
        outcome.applied() ? OK : refused, script == null ? page(view) : new DecidedCard(view));
  }

  private Outcome decide(PostId post, Form form, Ruling ruling) {
    int settled = ruling.kind().onReports() ? form.number("settled") : 0;
    return deciding.decide(post, form.number("revision"), settled, ruling);
  }

  /** The post's card if it still waits; what was typed is kept unless it has done its work. */
  private Optional<Desk.Card> stands(PostId post, Outcome outcome, Ruling ruling) {
    return desk.current(post, visitor.signedIn())
        .map(card -> outcome.applied() ? card : card.with(ruling));
  }

  private TemplateInstance page(View view) {
    return new DecisionRefused(new Frame(visitor.shown(), "/moderation"), view);
  }

  /**
   * What there is to show after a decision.
   *
   * @param id the post's
   * @param card the post as it stands, if it still waits
   * @param wanted which posts the moderator was looking at
   */
  @TemplateData
  record View(
      String id, Outcome outcome, Optional<Desk.Card> card, Wanted wanted, List<String> presets) {}

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record DecidedCard(View view) implements TemplateInstance {}

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record DecisionRefused(Frame frame, View view) implements TemplateInstance {}
}
