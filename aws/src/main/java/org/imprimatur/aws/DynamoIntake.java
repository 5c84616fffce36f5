package org.imprimatur.aws;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
import org.imprimatur.transfer.Intake;
import org.imprimatur.transfer.Kept;

/**
 * Keeps entries, each by one conditional write, several at once. A post with a text that waits
 * leaves a change in the stream, which has it asked about; any other leaves none.
 *
 * <p>Whether a post is there is looked up on the board first and in the archive second, because a
 * post gets into the archive before it is off the board: one that was here is found in one of them.
 */
final class DynamoIntake implements Intake {
  private static final int CHUNK = 100;
  private static final int AT_ONCE = 16;

  private final Reads posts;
  private final Writes writes;
  private final Reads archived;
  private final Archive archive;
  private final EventBus bus;
  private final Patience patience;

  DynamoIntake(
      Reads posts,
      Writes writes,
      Reads archived,
      Archive archive,
      EventBus bus,
      Patience patience) {
    this.posts = posts;
    this.writes = writes;
    this.archived = archived;
    this.archive = archive;
    this.bus = bus;
    this.patience = patience;
  }

  @Override
  public List<Kept> keep(List<Entry> entries) {
    List<Kept> kept = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      for (List<Entry> chunk : chunks(entries)) {
        kept.addAll(keepAll(chunk, threads));
      }
    } finally {
      threads.shutdown();
    }
    return kept;
  }

  /** No id is twice in a chunk; a decision, which needs its post to be there, is alone in one. */
  private static List<List<Entry>> chunks(List<Entry> entries) {
    List<List<Entry>> chunks = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Entry entry : entries) {
      boolean alone = entry instanceof Entry.Decision;
      if (chunks.isEmpty() || alone || ids.size() == CHUNK || !ids.add(entry.id())) {
        chunks.add(new ArrayList<>());
        ids.clear();
        ids.add(entry.id());
      }
      chunks.get(chunks.size() - 1).add(entry);
    }
    return chunks;
  }

  private List<Kept> keepAll(List<Entry> chunk, ExecutorService threads) {
    Standing standing =
        chunk.get(0) instanceof Entry.Decision
            ? Standing.NOTHING
            : patience.with(() -> standing(chunk));
    List<CompletableFuture<Kept>> writing =
        chunk.stream()
            .map(
                entry ->
                    standing
                        .beside(entry)
                        .map(CompletableFuture::completedFuture)
                        .orElseGet(() -> later(entry, threads)))
            .toList();
    try {
      return writing.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  private CompletableFuture<Kept> later(Entry entry, ExecutorService threads) {
    return CompletableFuture.supplyAsync(() -> patience.with(() -> keep(entry)), threads);
  }

  private Standing standing(List<Entry> chunk) {
    List<String> ids = chunk.stream().map(Entry::id).toList();
    return new Standing(
        posts.findAll(ids).stream()
            .map(PostItem::read)
            .collect(toMap(post -> post.id().value(), post -> post)),
        archived.findAll(ids).stream()
            .map(DynamoArchive::read)
            .collect(toMap(departed -> departed.post().id().value(), departed -> departed)));
  }

  /** What was found of the ids of a chunk. */
  private record Standing(Map<String, Post> onBoard, Map<String, ArchivedPost> archived) {
    static final Standing NOTHING = new Standing(Map.of(), Map.of());

    Optional<Kept> beside(Entry entry) {
      return Optional.ofNullable(onBoard.get(entry.id()))
          .map(entry::beside)
          .or(() -> Optional.ofNullable(archived.get(entry.id())).map(entry::beside));
    }
  }

  private Kept keep(Entry entry) {
    return entry.fold(post -> put(entry, post), departed -> put(entry, departed), this::publish);
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
