package org.imprimatur.account;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.imprimatur.archive.Archive;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.Actor;
import org.imprimatur.audit.Audit;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.audit.AuditTrail;
import org.imprimatur.mail.Recipient;
import org.imprimatur.mail.Recipients;
import org.imprimatur.notice.Notices;
import org.imprimatur.post.Change;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Pseudonym;
import org.imprimatur.post.Step;
import org.imprimatur.post.StoreUnavailable;

/**
 * Takes a person out of the board: their sessions end, nothing is mailed to them any more, what
 * waits is withdrawn, what is public stays without their name or leaves, and archive, audit trail,
 * decisions and reports name nobody any more. The texts of departed posts stay in the archive,
 * where moderators alone see them.
 *
 * <p>It is noted before it is begun, so that it goes on after a crash, by {@link #attend}; and it
 * is repeated for as long as something may be on its way that arrives under the old name. Every
 * pass may be cut off anywhere and made again.
 */
public final class RemoveAccount {
  /** So that a pass takes seconds, also where each change is a call over the network. */
  private static final int CHANGES_IN_A_PASS = 200;

  private final Posts posts;
  private final Archive archive;
  private final AuditTrail trail;
  private final Notices notices;
  private final Removals removals;
  private final Recipients recipients;
  private final Audit audit;
  private final PostIds names;
  private final Clock clock;

  /**
   * Removes from all of these.
   *
   * @param names where pseudonyms come from
   */
  public RemoveAccount(
      Posts posts,
      Archive archive,
      AuditTrail trail,
      Notices notices,
      Removals removals,
      Recipients recipients,
      PostIds names,
      Clock clock) {
    this.posts = posts;
    this.archive = archive;
    this.trail = trail;
    this.notices = notices;
    this.removals = removals;
    this.recipients = recipients;
    this.audit = new Audit(trail, clock);
    this.names = names;
    this.clock = clock;
  }

  /**
   * Removes a person, of which a first pass is made at once. When this returns, the rest follows
   * whatever happens; a repeat while it is under way changes nothing of it.
   *
   * @param keepPublic whether public posts stay, under nobody's name
   */
  public void remove(String personId, boolean keepPublic) {
    Removal asked = Removal.asked(personId, "gone-" + names.fresh(), keepPublic, now());
    Removal begun = removals.begin(asked);
    try {
      pass(begun);
    } catch (StoreUnavailable later) {
      // It is noted, and attend() goes on from here.
    }
  }

  /** Whether a person is leaving and something of theirs is still to be taken out. */
  public boolean underWay(String personId) {
    return removals.find(personId).filter(removal -> removal.goneAt().isEmpty()).isPresent();
  }

  /**
   * Makes up to {@code passes} of the passes that are due, the longest due first; whoever has more
   * than one takes gets another. Safe to run in several places at once.
   *
   * @return how many were made
   */
  public int attend(int passes) {
    int made = 0;
    for (List<Removal> due = next(); made < passes && !due.isEmpty(); due = next()) {
      due.forEach(this::pass);
      made++;
    }
    return made;
  }

  private List<Removal> next() {
    return removals.due(now(), 1);
  }

  private void pass(Removal removal) {
    Instant now = now();
    Pseudonym nobody = removal.inPlace(now);
    removals.clear(nobody);
    stopMail(nobody);
    if (!takeOut(nobody, removal.keepPublic())) {
      removals.replace(removal, removal.unfinished());
      return;
    }
    noted(nobody);
    removal
        .finished(now, removals.onTheWay())
        .ifPresentOrElse(next -> removals.replace(removal, next), () -> removals.end(removal));
  }

  /** Whoever asked for mail after leaving has come back. */
  private void stopMail(Pseudonym nobody) {
    String id = Recipient.idOf(nobody.personId());
    recipients
        .find(id)
        .filter(recipient -> nobody.covers(nobody.personId(), recipient.since()))
        .ifPresent(recipient -> recipients.remove(id, recipient.secret()));
  }

  /** What is public first. Returns whether that was all. */
  private boolean takeOut(Pseudonym nobody, boolean keepPublic) {
    String id = nobody.personId();
    int left = CHANGES_IN_A_PASS;
    left -=
        walk(
            page -> posts.byAuthor(id, page, now()),
            left,
            page -> page.stream().filter(post -> takeOut(post, nobody, keepPublic)).count());
    left -= walk(page -> trail.by(id, page), left, page -> takeOutActs(page, nobody));
    left -= walk(page -> archive.byAuthor(id, page), left, page -> takeOutDeparted(page, nobody));
    return left > 0 && notices.removeAll(id, nobody.upTo(), left) < left;
  }

  /** Goes through a list until enough was changed; returns how many. */
  private static <T> int walk(
      Function<PageRequest, Page<T>> list, int enough, ToLongFunction<List<T>> change) {
    int changed = 0;
    Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
    while (changed < enough && next.isPresent()) {
      Page<T> page = list.apply(next.get());
      changed += (int) change.applyAsLong(page.items());
      next = page.next().map(after -> new PageRequest(Optional.of(after), PageRequest.MAX_LIMIT));
    }
    return changed;
  }

  private boolean takeOut(Post post, Pseudonym nobody, boolean keepPublic) {
    return posts
        .update(
            post.id(),
            now(),
            current ->
                nobody.covers(current.author().id(), current.submittedAt())
                    ? takenOut(current, nobody, keepPublic)
                    : Step.none(false))
        .orElse(false);
  }

  private static Step<Boolean> takenOut(Post post, Pseudonym nobody, boolean keepPublic) {
    if (post.status().leaving()) {
      return Step.quietly(post.without(nobody), true);
    }
    if (!keepPublic || !post.status().approved()) {
      return Step.to(post.withdrawn(nobody), Change.Kind.WITHDRAWN, true);
    }
    return post.proposal().isPresent()
        ? Step.to(post.abandoned(nobody), Change.Kind.REVISION_WITHDRAWN, true)
        : Step.quietly(post.without(nobody), true);
  }

  /** What a person did to the posts of others is found by the trail, before that forgets them. */
  private long takeOutActs(List<AuditEntry> page, Pseudonym nobody) {
    List<AuditEntry> theirs =
        page.stream().filter(act -> nobody.covers(act.actor().id(), act.at())).toList();
    theirs.stream()
        .filter(act -> act.actor().kind() != Actor.Kind.AUTHOR)
        .flatMap(act -> act.postId().stream())
        .distinct()
        .forEach(post -> takeOutTraces(post, nobody));
    trail.pseudonymise(theirs, nobody);
    return theirs.size();
  }

  private long takeOutDeparted(List<ArchivedPost> page, Pseudonym nobody) {
    List<Post> theirs =
        page.stream()
            .map(ArchivedPost::post)
            .filter(post -> nobody.covers(post.author().id(), post.submittedAt()))
            .toList();
    theirs.forEach(post -> archive.pseudonymise(post.id(), nobody));
    return theirs.size();
  }

  private void takeOutTraces(PostId post, Pseudonym nobody) {
    var unused = posts.update(post, now(), current -> unnamed(current, nobody));
    archive.pseudonymise(post, nobody);
  }

  private static Step<Boolean> unnamed(Post post, Pseudonym nobody) {
    Post without = post.without(nobody);
    return without.equals(post) ? Step.none(false) : Step.quietly(without, true);
  }

  private void noted(Pseudonym nobody) {
    String id = nobody.nobody().id();
    audit.done(Act.ACCOUNT_REMOVED, new Actor(Actor.Kind.AUTHOR, id, id), id, Optional.empty());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
