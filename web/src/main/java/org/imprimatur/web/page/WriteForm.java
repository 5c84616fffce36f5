package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.imprimatur.post.Allowance;
import org.imprimatur.post.PostId;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.Violation;
import org.imprimatur.session.User;
import org.imprimatur.web.Frame;
import org.imprimatur.web.limit.AddressPace;
import org.imprimatur.web.limit.RetryAfter;
import org.imprimatur.web.signin.SignInUnavailable;
import org.imprimatur.web.signin.Visitor;

/** The form in which posts are written, and the pages that show it with what was typed. */
@RequestScoped
class WriteForm {
  private static final String TITLE = "title";
  private static final String BODY = "body";
  private static final String KEY = "key";
  private static final String OF = "of";
  private static final String SEEN = "seen";
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;
  private static final int RETRY_SECONDS = 5;

  private final Visitor visitor;
  private final KeptDrafts drafts;
  private final PostIds keys;
  private final AddressPace addresses;
  private final RoutingContext request;
  private final Clock clock;

  WriteForm(
      Visitor visitor,
      KeptDrafts drafts,
      PostIds keys,
      AddressPace addresses,
      RoutingContext request,
      Clock clock) {
    this.visitor = visitor;
    this.drafts = drafts;
    this.keys = keys;
    this.addresses = addresses;
    this.request = request;
    this.clock = clock;
  }

  /** Reads what was sent; anything but the form's own fields is refused. */
  static Typed read(MultivaluedMap<String, String> fields) {
    Form form = new Form(fields, TITLE, BODY, KEY, OF, SEEN);
    String of = form.text(OF);
    if (!of.isEmpty() && PostId.parse(of).isEmpty()) {
      throw new BadRequestException("The form's post has no such id.");
    }
    int seen = of.isEmpty() ? 0 : form.number(SEEN);
    return new Typed(new Draft(form.text(TITLE), form.text(BODY), of, seen), form.text(KEY));
  }

  /** The form with a text in it, not sent yet, and what there is to say before it is changed. */
  Response fresh(Draft draft, String notice) {
    return Html.personal(
        OK, page(new Typed(draft, freshKey()), List.of(), notice, Optional.empty()));
  }

  /** The text comes back for another try: what was on the screen is not what stands any more. */
  Response overtaken(Draft draft, String notice) {
    return Html.personal(
        CONFLICT, page(new Typed(draft, freshKey()), List.of(), notice, Optional.empty()));
  }

  /** The form with what its text will look like. */
  Response preview(Typed typed, RawString html) {
    return Html.personal(OK, page(typed, List.of(), "", Optional.of(html)));
  }

  /** The form with what is wrong beside its fields. */
  Response refused(Typed typed, List<Violation> violations) {
    return Html.personal(UNPROCESSABLE, page(typed, violations, "", Optional.empty()));
  }

  /** The form was sent before with another text, say after going back in the browser. */
  Response keyReused(Typed typed) {
    String notice =
        "You sent this form before with another text, and that post is on its way. "
            + "Submit again to send this text as a post of its own.";
    Typed anew = new Typed(typed.draft(), freshKey());
    return Html.personal(UNPROCESSABLE, page(anew, List.of(), notice, Optional.empty()));
  }

  /** The author has handed in too much; the text comes back. */
  Response limitReached(Typed typed, Allowance allowance) {
    Response page =
        Html.personal(
            TOO_MANY, page(typed, List.of(), Limits.inWords(allowance), Optional.empty()));
    return allowance.fold(
        () -> page, waiting -> page, fast -> RetryAfter.on(page, fast.again(), clock));
  }

  /**
   * An answer for who is signed in. For a stranger, and where nobody can tell whether it is one,
   * the text comes back.
   */
  Response signedIn(Typed typed, Function<User, Response> then) {
    try {
      return visitor.user().map(then).orElseGet(() -> signInAgain(typed));
    } catch (SignInUnavailable e) {
      return unconfirmed(typed);
    }
  }

  private Response unconfirmed(Typed typed) {
    String notice =
        "Sign-in does not answer just now, so this was not sent. Your text is here: "
            + "submit it again in a moment.";
    Response page = Html.personal(UNAVAILABLE, page(typed, List.of(), notice, Optional.empty()));
    return Response.fromResponse(page).header("Retry-After", RETRY_SECONDS).build();
  }

  /** The form for somebody whose session ended while writing; the text is kept meanwhile. */
  private Response signInAgain(Typed typed) {
    String notice =
        "You are no longer signed in. Your text is kept: sign in again and it is back in this form.";
    Response page = Html.personal(UNAUTHORIZED, page(typed, List.of(), notice, Optional.empty()));
    return typed.draft().isBlank()
        ? page
        : addresses
            .take("draft", request)
            .map(again -> notKept(typed, again))
            .orElseGet(
                () -> Response.fromResponse(page).cookie(drafts.keep(typed.draft())).build());
  }

  /** Much has been kept for whoever is at this address: the text stays in the browser alone. */
  private Response notKept(Typed typed, Instant again) {
    String notice =
        "You are not signed in, and too many texts came from your network to keep yours here. "
            + "Copy it, sign in, and submit it again.";
    return RetryAfter.on(
        Html.personal(TOO_MANY, page(typed, List.of(), notice, Optional.empty())), again, clock);
  }

  private String freshKey() {
    return keys.fresh().value();
  }

  private TemplateInstance page(
      Typed typed, List<Violation> violations, String notice, Optional<RawString> preview) {
    return new Write(
        new Frame(visitor.shown(), typed.draft().action()),
        typed.draft(),
        typed.key(),
        about(violations, TITLE),
        about(violations, BODY),
        notice,
        preview);
  }

  private static String about(List<Violation> violations, String field) {
    return violations.stream()
        .filter(violation -> violation.field().equals(field))
        .map(Violation::message)
        .findFirst()
        .orElse("");
  }

  /** What somebody typed, and the key that the form carried. */
  record Typed(Draft draft, String key) {}

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Write(
      Frame frame,
      Draft draft,
      String key,
      String titleProblem,
      String bodyProblem,
      String notice,
      Optional<RawString> preview)
      implements TemplateInstance {}
}
