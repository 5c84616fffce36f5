package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.Actor;
import org.imprimatur.session.User;
import org.imprimatur.transfer.ExportPerson;
import org.imprimatur.web.Frame;
import org.imprimatur.web.Settings;
import org.imprimatur.web.signin.Visitor;

/** What is kept about a person: to read about, and to take away. */
@Path("/me")
@Authenticated
class MyDataPage {
  private static final int OK = 200;

  private final Board board;
  private final ExportPerson export;
  private final Settings settings;
  private final Visitor visitor;
  private final Clock clock;

  MyDataPage(Board board, ExportPerson export, Settings settings, Visitor visitor, Clock clock) {
    this.board = board;
    this.export = export;
    this.settings = settings;
    this.visitor = visitor;
    this.clock = clock;
  }

  /** What is kept, for how long, and why. */
  @GET
  @Path("/data")
  public Response about() {
    return Html.personal(
        OK,
        new MyData(
            new Frame(visitor.shown(), "/me/data"),
            visitor.signedIn(),
            inWords(settings.posts().lifetime()),
            inWords(settings.session().idle()),
            inWords(settings.session().absolute())));
  }

  /** All of it, of who asks and nobody else, as JSON Lines. */
  @GET
  @Path("/export")
  public Response export() {
    User user = visitor.signedIn();
    Actor actor = new Actor(Actor.Kind.AUTHOR, user.subject(), user.name());
    board.audit().done(Act.DATA_EXPORTED, actor, clock.instant().toString(), Optional.empty());
    StreamingOutput body = out -> export.to(out, user);
    return Response.ok(body)
        .header("Content-Type", "application/jsonl; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"imprimatur-my-data.jsonl\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  static String inWords(Duration time) {
    if (time.toDays() > 0 && time.equals(Duration.ofDays(time.toDays()))) {
      return time.toDays() == 1 ? "a day" : time.toDays() + " days";
    }
    if (time.toHours() > 0 && time.equals(Duration.ofHours(time.toHours()))) {
      return time.toHours() == 1 ? "an hour" : time.toHours() + " hours";
    }
    return time.toMinutes() > 1 ? time.toMinutes() + " minutes" : time.toSeconds() + " seconds";
  }

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record MyData(Frame frame, User user, String lifetime, String idle, String absolute)
      implements TemplateInstance {}
}
