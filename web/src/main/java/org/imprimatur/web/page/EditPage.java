package org.imprimatur.web.page;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.session.User;
import org.imprimatur.web.Redirect;
import org.imprimatur.web.Requests;
import org.imprimatur.web.signin.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * Where authors change posts of theirs. Whatever goes wrong, the text that was typed comes back.
 */
@Path("/posts/{id}/edit")
class EditPage {
  private final Board board;
  private final Visitor visitor;
  private final Requests requests;
  private final KeptDrafts drafts;
  private final WriteForm form;

  EditPage(Board board, Visitor visitor, Requests requests, KeptDrafts drafts, WriteForm form) {
    this.board = board;
    this.visitor = visitor;
    this.requests = requests;
    this.drafts = drafts;
    this.form = form;
  }

  @GET
  @Authenticated
  public Response open(
      @PathParam("id") String id, @CookieParam(KeptDrafts.COOKIE) @Nullable String kept) {
    Post post =
        PostId.parse(id)
            .flatMap(own -> board.readPosts().findOwn(own, visitor.signedIn().subject()))
            .filter(own -> !own.status().leaving())
            .orElseThrow(NotFoundException::new);
    Draft draft =
        Optional.ofNullable(kept)
            .flatMap(drafts::find)
            .filter(typed -> typed.of().equals(id))
            .orElseGet(() -> Draft.of(post));
    return form.fresh(draft, before(post));
  }

  @POST
  @PermitAll
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response edit(
      @PathParam("id") String id,
      MultivaluedMap<String, String> fields,
      @CookieParam(KeptDrafts.COOKIE) @Nullable String kept) {
    WriteForm.Typed typed = WriteForm.read(fields);
    if (!typed.draft().of().equals(id)) {
      throw new BadRequestException("The form belongs to another post.");
    }
    return form.signedIn(typed, user -> edit(user, typed, Optional.ofNullable(kept)));
  }

  private Response edit(User user, WriteForm.Typed typed, Optional<String> kept) {
    Draft draft = typed.draft();
    return board
        .editPost()
        .edit(
            new PostId(draft.of()),
            user.subject(),
            draft.seen(),
            draft.title(),
            draft.body(),
            requests.trace())
        .fold(
            post -> accepted(kept),
            violations -> form.refused(typed, violations),
            current -> stale(draft, current),
            current -> left(draft),
            allowance -> form.limitReached(typed, allowance),
            () -> left(draft));
  }

  private Response accepted(Optional<String> kept) {
    Response.ResponseBuilder toOwnPosts = Redirect.to("/me?done=edited");
    kept.ifPresent(secret -> toOwnPosts.cookie(drafts.forget(secret)));
    return toOwnPosts.build();
  }

  private Response stale(Draft draft, Post current) {
    return form.overtaken(
        draft.seeing(current.latest().number()),
        "This post has been changed since you opened it here, say in another window. Nothing was "
            + "changed now and your text is below: submit it again to put it in the other's place.");
  }

  private Response left(Draft draft) {
    return form.overtaken(
        draft.onItsOwn(),
        "This post has left the board, so its text cannot be changed any more. Your text is below: "
            + "submit it to make a new post of it.");
  }

  private static String before(Post post) {
    return switch (post.status()) {
      case CHANGES_REQUESTED -> asked(post.decision());
      case PUBLISHED, HIDDEN ->
          post.proposal().flatMap(text -> text.decision()).isPresent()
              ? asked(post.latest().decision())
              : "The text that was approved stays as it is until this one is approved.";
      default -> "A new text takes the place of the one that waits, and waits in its turn.";
    };
  }

  private static String asked(Optional<Decision> decision) {
    return decision
        .flatMap(Decision::reason)
        .map(reason -> "You were asked: " + reason)
        .orElse("You were asked for another text.");
  }
}
