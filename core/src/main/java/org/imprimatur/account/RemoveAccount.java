package org.imprimatur.account;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.imprimatur.archive.Archive;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.Actor;
import org.imprimatur.audit.Audit;
import org.imprimatur.audit.AuditTrail;
import org.imprimatur.notice.Notices;
import org.imprimatur.post.Author;
import org.imprimatur.post.Change;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Step;

/**
 * Takes a person out of the board: what waits is withdrawn, what is public stays without their name
 * or leaves, and the archive and the audit trail name nobody any more. The texts of departed posts
 * stay in the archive, where moderators alone see them.
 *
 * <p>What is on its way while this runs, such as a post that was rejected a second ago, may arrive
 * afterwards under the old name. A repeat takes that out as well.
 */
public final class RemoveAccount {
  private static final String NAME = "Somebody who left";

  private final Posts posts;
  private final Archive archive;
  private final AuditTrail trail;
  private final Notices notices;
  private final Audit audit;
  private final PostIds names;
  private final Clock clock;

  /**
   * Removes from all of these.
   *
   * @param names where pseudonyms come from
   */
  public RemoveAccount(
      Posts posts, Archive archive, AuditTrail trail, Notices notices, PostIds names, Clock clock) {
    this.posts = posts;
    this.archive = archive;
    this.trail = trail;
    this.notices = notices;
    this.audit = new Audit(trail, clock);
    this.names = names;
    this.clock = clock;
  }

  /**
   * Removes a person.
   *
   * @param keepPublic whether public posts stay, under nobody's name
   */
  public void remove(String personId, boolean keepPublic) {
    Author nobody = new Author("gone-" + names.fresh(), NAME);
    Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
    while (next.isPresent()) {
      Page<Post> page = posts.byAuthor(personId, next.get(), clock.instant());
      page.items().forEach(post -> takeOut(post, personId, nobody, keepPublic));
      next = page.next().map(after -> new PageRequest(Optional.of(after), PageRequest.MAX_LIMIT));
    }
    archive.replaceAuthor(personId, nobody);
    trail.pseudonymise(personId, nobody.id());
    notices.removeAll(personId);
    Actor actor = new Actor(Actor.Kind.AUTHOR, nobody.id(), nobody.id());
    audit.done(Act.ACCOUNT_REMOVED, actor, nobody.id(), Optional.empty());
  }

  private void takeOut(Post post, String personId, Author nobody, boolean keepPublic) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    posts.update(
        post.id(),
        now,
        current ->
            current.author().id().equals(personId)
                ? takenOut(current, nobody, keepPublic)
                : Step.none(false));
  }

  private static Step<Boolean> takenOut(Post post, Author nobody, boolean keepPublic) {
    if (post.status().leaving()) {
      return Step.none(false);
    }
    if (keepPublic && post.status().approved()) {
      return Step.quietly(post.by(nobody), true);
    }
    return Step.to(post.withdrawnBy(nobody), Change.Kind.WITHDRAWN, true);
  }
}
