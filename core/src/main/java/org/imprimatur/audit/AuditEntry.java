package org.imprimatur.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Pseudonym;

/**
 * One act, as it is remembered.
 *
 * @param id 32 hexadecimal digits, the same for the same act however often it is noted
 * @param at when it was done, UTC to the millisecond
 * @param act what was done
 * @param actor who did it
 * @param postId the post it was done to, where there is one
 * @param revision which of its texts, from 1; 0 where there is no post
 * @param reason why, in the actor's words or as a code; untrusted text
 */
public record AuditEntry(
    String id,
    Instant at,
    Act act,
    Actor actor,
    Optional<PostId> postId,
    int revision,
    Optional<String> reason) {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  /** Refuses an id of another form, and a revision without a post. */
  public AuditEntry {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("an id has 32 hexadecimal digits");
    }
    if (revision < 0 || (revision > 0) != postId.isPresent()) {
      throw new IllegalArgumentException("a revision belongs to a post");
    }
  }

  /** The same with a pseudonym for its actor, where it is the person. */
  public AuditEntry without(Pseudonym person) {
    if (!person.covers(actor.id(), at)) {
      return this;
    }
    Actor nobody = new Actor(actor.kind(), person.nobody().id(), person.nobody().id());
    return new AuditEntry(id, at, act, nobody, postId, revision, reason);
  }

  /** Its place in lists of the trail. */
  public Cursor place() {
    return new Cursor(at, id);
  }
}
