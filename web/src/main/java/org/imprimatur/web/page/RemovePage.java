package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.session.User;
import org.imprimatur.web.Frame;
import org.imprimatur.web.signin.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * Where a person leaves the board. Nobody is removed but who signed in a moment ago, and nobody can
 * remove another.
 */
@Path("/me/remove")
@Authenticated
class RemovePage {
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int UNPROCESSABLE = 422;
  private static final Duration A_MOMENT = Duration.ofMinutes(10);

  private final Board board;
  private final Visitor visitor;
  private final KeptDrafts drafts;
  private final Clock clock;

  RemovePage(Board board, Visitor visitor, KeptDrafts drafts, Clock clock) {
    this.board = board;
    this.visitor = visitor;
    this.drafts = drafts;
    this.clock = clock;
  }

  @GET
  public Response open() {
    return page(OK, "", "");
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response remove(
      MultivaluedMap<String, String> fields,
      @CookieParam(KeptDrafts.COOKIE) @Nullable String draft) {
    Form form = new Form(fields, "posts", "sure");
    String posts = form.text("posts");
    User user = visitor.signedIn();
    if (!lately()) {
      return page(FORBIDDEN, posts, "");
    }
    if (!posts.equals("remove") && !posts.equals("keep")) {
      return page(UNPROCESSABLE, "", "Say what is to become of your published posts.");
    }
    if (!form.text("sure").equals("yes")) {
      return page(UNPROCESSABLE, posts, "Tick that you know that this is for good.");
    }
    URI goodbye =
        visitor.leave(() -> board.removeAccount().remove(user.subject(), posts.equals("keep")));
    return gone(user, goodbye, Optional.ofNullable(draft));
  }

  private boolean lately() {
    return visitor.provedAt().filter(at -> at.plus(A_MOMENT).isAfter(clock.instant())).isPresent();
  }

  private Response page(int status, String chosen, String problem) {
    Frame frame = new Frame(visitor.shown(), "/me/remove");
    return Html.personal(status, new Remove(frame, lately(), chosen, problem));
  }

  /** The browser forgets what it had of us (ASVS 5.0, 14.3.1). */
  private Response gone(User user, URI goodbye, Optional<String> draft) {
    boolean more = board.removeAccount().underWay(user.subject());
    Optional<String> account = visitor.accountPage().map(URI::toString);
    Frame nobody = new Frame(Optional.empty(), "/");
    Response.ResponseBuilder answer =
        Response.fromResponse(
                Html.personal(OK, new Removed(nobody, goodbye.toString(), account, more)))
            .header("Set-Cookie", Visitor.FORGET)
            .header("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"");
    draft.ifPresent(secret -> answer.cookie(drafts.forget(secret)));
    return answer.build();
  }

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Remove(Frame frame, boolean lately, String chosen, String problem)
      implements TemplateInstance {}

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Removed(Frame frame, String goodbye, Optional<String> account, boolean more)
      implements TemplateInstance {}
}
