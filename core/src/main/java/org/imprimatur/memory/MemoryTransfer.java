package org.imprimatur.memory;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.approval.RecordDecision;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.event.Event;
import org.imprimatur.notice.Notice;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.transfer.Entry;
import org.imprimatur.transfer.Holdings;
import org.imprimatur.transfer.Intake;
import org.imprimatur.transfer.Kept;

/** A board in memory, moved out and in; nothing else happens between two entries. */
record MemoryTransfer(
    MemoryPosts posts,
    MemoryArchive archive,
    MemoryAuditTrail trail,
    MemoryNotices notices,
    MemoryDeliveries deliveries)
    implements Holdings, Intake {

  @Override
  public void forEach(Consumer<Entry> each) {
    synchronized (posts) {
      posts.all().stream()
          .filter(post -> !post.status().leaving())
          .forEach(post -> each.accept(new Entry.OnBoard(post)));
      archive.everything().forEach(departed -> each.accept(new Entry.Archived(departed)));
      departing().forEach(each);
      trail.everything().forEach(act -> each.accept(new Entry.Audited(act)));
      notices.everything().forEach(notice -> each.accept(new Entry.Told(notice)));
      deliveries.eventsOnTheirWay().stream()
          .filter(event -> event.detailType().equals(ApprovalEvents.RESPONSE))
          .forEach(event -> each.accept(new Entry.Decision(event)));
    }
  }

  /** Of two changes that took the same post off the board, the first counts. */
  private Stream<Entry> departing() {
    Set<String> seen = new HashSet<>();
    return deliveries.changesOnTheirWay().stream()
        .filter(change -> archive.find(change.post().id()).isEmpty())
        .flatMap(change -> Entry.departing(change).stream())
        .filter(entry -> seen.add(entry.id()));
  }

  @Override
  public List<Kept> keep(List<Entry> entries) {
    synchronized (posts) {
      return entries.stream().map(this::keep).toList();
    }
  }

  private Kept keep(Entry entry) {
    return entry.fold(
        post -> standing(entry, post.id()).orElseGet(() -> added(post)),
        departed -> standing(entry, departed.post().id()).orElseGet(() -> added(departed)),
        this::noted,
        this::told,
        this::sent);
  }

  private Optional<Kept> standing(Entry entry, PostId id) {
    return posts
        .findEvenExpired(id)
        .map(entry::beside)
        .or(() -> archive.find(id).map(entry::beside));
  }

  private Kept added(Post post) {
    posts.put(post);
    return Kept.ADDED;
  }

  private Kept added(ArchivedPost departed) {
    archive.put(departed);
    return Kept.ADDED;
  }

  private Kept noted(AuditEntry act) {
    Optional<Kept> there = trail.find(act.id()).map(found -> Kept.there(found.equals(act)));
    trail.append(act);
    return there.orElse(Kept.ADDED);
  }

  private Kept told(Notice notice) {
    Optional<Kept> there = notices.find(notice).map(found -> Kept.there(found.equals(notice)));
    notices.put(notice);
    return there.orElse(Kept.ADDED);
  }

  private Kept sent(Event decision) {
    return deliveries.send(RecordDecision.SUBSCRIPTION, decision) ? Kept.ADDED : Kept.THERE_BEFORE;
  }
}
