package org.imprimatur.web.page;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.post.IdempotencyKey;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Submissions;
import org.imprimatur.session.User;
import org.imprimatur.web.Query;
import org.imprimatur.web.Redirect;
import org.imprimatur.web.Requests;
import org.imprimatur.web.signin.Visitor;
import org.jspecify.annotations.Nullable;

/** Where posts are written. Whatever goes wrong, the text that was typed comes back. */
@Path("/posts/new")
class WritePage {
  private final Board board;
  private final Submissions submissions;
  private final Visitor visitor;
  private final Requests requests;
  private final KeptDrafts drafts;
  private final WriteForm form;

  WritePage(
      Board board,
      Submissions submissions,
      Visitor visitor,
      Requests requests,
      KeptDrafts drafts,
      WriteForm form) {
    this.board = board;
    this.submissions = submissions;
    this.visitor = visitor;
    this.requests = requests;
    this.drafts = drafts;
    this.form = form;
  }

  @GET
  @Authenticated
  public Response open(
      @Context UriInfo uri, @CookieParam(KeptDrafts.COOKIE) @Nullable String kept) {
    Draft draft =
        new Query(uri)
            .text("from")
            .flatMap(PostId::parse)
            .flatMap(this::departed)
            .or(() -> Optional.ofNullable(kept).flatMap(drafts::find))
            .orElse(Draft.EMPTY);
    return draft.changes()
        ? Redirect.to(draft.action()).build()
        : form.fresh(draft, Limits.inWords(board.allowance().of(visitor.signedIn().subject())));
  }

  @POST
  @PermitAll
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response submit(
      MultivaluedMap<String, String> fields,
      @CookieParam(KeptDrafts.COOKIE) @Nullable String kept) {
    WriteForm.Typed typed = WriteForm.read(fields);
    return form.signedIn(typed, user -> submit(user, typed, Optional.ofNullable(kept)));
  }

  private Response submit(User user, WriteForm.Typed typed, Optional<String> kept) {
    return submissions
        .submit(
            requests.author(user),
            typed.draft().title(),
            typed.draft().body(),
            IdempotencyKey.parse(typed.key()),
            requests.trace())
        .fold(
            post -> accepted(kept),
            violations -> form.refused(typed, violations),
            () -> form.keyReused(typed),
            allowance -> form.limitReached(typed, allowance));
  }

  private Response accepted(Optional<String> kept) {
    Response.ResponseBuilder toOwnPosts = Redirect.to("/me?done=submitted");
    kept.ifPresent(secret -> toOwnPosts.cookie(drafts.forget(secret)));
    return toOwnPosts.build();
  }

  /** The text of one's own post that left the board, to be submitted again. */
  private Optional<Draft> departed(PostId id) {
    return board
        .archive()
        .find(id)
        .map(ArchivedPost::post)
        .filter(post -> post.author().id().equals(visitor.signedIn().subject()))
        .map(post -> Draft.fresh(post.latest().text().title(), post.latest().text().body()));
  }
}
