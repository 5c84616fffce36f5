package org.imprimatur.aws;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.approval.ApprovalResponse;
import org.imprimatur.archive.Archive;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.event.Event;
import org.imprimatur.event.EventBus;
import org.imprimatur.event.UnreadableEvent;
import org.imprimatur.post.Change;
import org.imprimatur.post.Post;
import org.imprimatur.transfer.Entry;
import org.imprimatur.transfer.Kept;

/**
 * Puts single entries of a board that moves in where they belong, each by one conditional write.
 *
 * <p>Whether a post is there is looked up on the board first and in the archive second, because a
 * post gets into the archive before it is off the board: one that was here is found in one of them.
 *
 * @param posts reads the board
 * @param writes writes to it
 * @param archived reads the archive
 * @param archive writes to it
 * @param trail the audit trail
 * @param notices what people were told
 * @param bus where decisions go on
 */
record Arrival(
    Reads posts,
    Writes writes,
    Reads archived,
    Archive archive,
    DynamoAuditTrail trail,
    DynamoNotices notices,
    EventBus bus) {

  /** What is here of the posts of these entries, up to 100 of as many ids. */
  Standing standing(List<Entry> entries) {
    List<String> ids = entries.stream().map(Entry::id).toList();
    return new Standing(
        posts.findAll(ids).stream()
            .map(PostItem::read)
            .collect(toMap(post -> post.id().value(), post -> post)),
        archived.findAll(ids).stream()
            .map(DynamoArchive::read)
            .collect(toMap(departed -> departed.post().id().value(), departed -> departed)));
  }

  /** What was found of some posts. */
  record Standing(Map<String, Post> onBoard, Map<String, ArchivedPost> archived) {
    static final Standing NOTHING = new Standing(Map.of(), Map.of());

    /** What comes of an entry beside it; empty where nothing is. */
    Optional<Kept> beside(Entry entry) {
      return Optional.ofNullable(onBoard.get(entry.id()))
          .map(entry::beside)
          .or(() -> Optional.ofNullable(archived.get(entry.id())).map(entry::beside));
    }
  }

  /** Puts an entry of which nothing is here that is known of. */
  Kept keep(Entry entry) {
    return entry.fold(
        post -> put(entry, post),
        departed -> put(entry, departed),
        act -> kept(trail.put(act), item -> DynamoAuditTrail.read(item).equals(act)),
        notice -> kept(notices.keep(notice), item -> DynamoNotices.read(item).equals(notice)),
        this::publish);
  }

  /** Where what stood in the way is gone again, a repeat of the import will find out. */
  private static Kept kept(Written written, Function<Item, Boolean> same) {
    return written.fold(
        added -> Kept.ADDED, current -> Kept.there(current.map(same).orElse(false)));
  }

  private Kept put(Entry entry, Post post) {
    return writes
        .put(DynamoPosts.item(post, Change.ofArrival(post)), DynamoPosts.ABSENT, new Terms())
        .fold(
            added -> Kept.ADDED,
            current ->
                current.map(PostItem::read).map(entry::beside).orElseGet(() -> put(entry, post)));
  }

  private Kept put(Entry entry, ArchivedPost departed) {
    return archive.put(departed)
        ? Kept.ADDED
        : archive.find(departed.post().id()).map(entry::beside).orElse(Kept.DIFFERS);
  }

  /** A decision that nothing waits for any more has been recorded, here or where it comes from. */
  private Kept publish(Event decision) {
    if (!awaited(decision)) {
      return Kept.THERE_BEFORE;
    }
    bus.publish(decision);
    return Kept.ADDED;
  }

  private boolean awaited(Event decision) {
    try {
      ApprovalResponse response = ApprovalEvents.readResponse(decision);
      return posts
          .find(response.postId().value())
          .map(PostItem::read)
          .flatMap(Post::waiting)
          .filter(text -> text.number() == response.decision().revision())
          .isPresent();
    } catch (UnreadableEvent e) {
      return true; // It ends among the dead letters again, where somebody may look at it.
    }
  }
}
