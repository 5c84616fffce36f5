package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.post.IdempotencyKey;
import org.imprimatur.post.PostId;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.Violation;
import org.imprimatur.session.User;
import org.imprimatur.web.Frame;
import org.imprimatur.web.Requests;
import org.imprimatur.web.signin.Visitor;

/** The form for a new post. Whatever goes wrong, the text that was typed comes back. */
@Path("/posts")
class WritePage {
  private static final String TITLE = "title";
  private static final String BODY = "body";
  private static final String KEY = "key";
  private static final int UNPROCESSABLE = 422;

  private final Board board;
  private final Visitor visitor;
  private final Requests requests;
  private final KeptDrafts drafts;
  private final Markdown markdown;
  private final PostIds keys;

  WritePage(
      Board board,
      Visitor visitor,
      Requests requests,
      KeptDrafts drafts,
      Markdown markdown,
      PostIds keys) {
    this.board = board;
    this.visitor = visitor;
    this.requests = requests;
    this.drafts = drafts;
    this.markdown = markdown;
    this.keys = keys;
  }

  @GET
  @Path("/new")
  @Authenticated
  public Response form(
      @QueryParam("from") Optional<String> from, @CookieParam(KeptDrafts.COOKIE) String kept) {
    Draft draft =
        from.flatMap(PostId::parse)
            .flatMap(this::departedDraft)
            .or(() -> Optional.ofNullable(kept).flatMap(drafts::find))
            .orElse(Draft.EMPTY);
    return Html.personal(200, write(draft, freshKey(), List.of(), ""));
  }

  @POST
  @Path("/new")
  @PermitAll
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response submit(
      MultivaluedMap<String, String> fields, @CookieParam(KeptDrafts.COOKIE) String kept) {
    Form form = new Form(fields, TITLE, BODY, KEY);
    Draft draft = new Draft(form.text(TITLE), form.text(BODY));
    return visitor
        .user()
        .map(user -> submit(user, draft, form.text(KEY), Optional.ofNullable(kept)))
        .orElseGet(() -> signInAgain(draft, form.text(KEY)));
  }

  @POST
  @Path("/preview")
  @PermitAll
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response preview(MultivaluedMap<String, String> fields) {
    Form form = new Form(fields, TITLE, BODY, KEY);
    Draft draft = new Draft(form.text(TITLE), form.text(BODY));
    if (visitor.user().isEmpty()) {
      return signInAgain(draft, form.text(KEY));
    }
    RawString html = markdown.html(draft.body());
    return Html.personal(200, page(draft, form.text(KEY), List.of(), "", Optional.of(html)));
  }

  private Response submit(User user, Draft draft, String key, Optional<String> kept) {
    return board
        .submitPost()
        .submit(
            requests.author(user),
            draft.title(),
            draft.body(),
            IdempotencyKey.parse(key),
            requests.trace())
        .fold(
            post -> accepted(kept),
            violations -> Html.personal(UNPROCESSABLE, write(draft, key, violations, "")),
            () -> keyReused(draft));
  }

  private Response accepted(Optional<String> kept) {
    Response.ResponseBuilder toOwnPosts = Response.seeOther(URI.create("/me?done=submitted"));
    kept.ifPresent(secret -> toOwnPosts.cookie(drafts.forget(secret)));
    return toOwnPosts.build();
  }

  /** The form was sent before with another text, say after going back in the browser. */
  private Response keyReused(Draft draft) {
    String notice =
        "You sent this form before with another text, and that post is on its way. "
            + "Submit again to send this text as a post of its own.";
    return Html.personal(UNPROCESSABLE, write(draft, freshKey(), List.of(), notice));
  }

  private Response signInAgain(Draft draft, String key) {
    String notice =
        "You are no longer signed in. Your text is kept: sign in again and it is back in this form.";
    TemplateInstance page = write(draft, key, List.of(), notice);
    if (draft.equals(Draft.EMPTY)) {
      return Html.personal(401, page);
    }
    return Response.fromResponse(Html.personal(401, page)).cookie(drafts.keep(draft)).build();
  }

  private Optional<Draft> departedDraft(PostId id) {
    return board
        .archive()
        .find(id)
        .map(ArchivedPost::post)
        .filter(post -> post.author().id().equals(visitor.signedIn().subject()))
        .map(post -> new Draft(post.title(), post.body()));
  }

  private String freshKey() {
    return keys.fresh().value();
  }

  private TemplateInstance write(
      Draft draft, String key, List<Violation> violations, String notice) {
    return page(draft, key, violations, notice, Optional.empty());
  }

  private TemplateInstance page(
      Draft draft,
      String key,
      List<Violation> violations,
      String notice,
      Optional<RawString> preview) {
    Frame frame = new Frame(visitor.shown(), "/posts/new");
    return new Write(
        frame, draft, key, about(violations, TITLE), about(violations, BODY), notice, preview);
  }

  private static String about(List<Violation> violations, String field) {
    return violations.stream()
        .filter(violation -> violation.field().equals(field))
        .map(Violation::message)
        .findFirst()
        .orElse("");
  }

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
