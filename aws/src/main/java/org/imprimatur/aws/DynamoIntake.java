package org.imprimatur.aws;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.imprimatur.transfer.Entry;
import org.imprimatur.transfer.Intake;
import org.imprimatur.transfer.Kept;

/**
 * Keeps entries, several at once. A pending post's INSERT in the stream is what has it asked about;
 * the INSERT of any other means nothing to anybody.
 */
final class DynamoIntake implements Intake {
  private static final int CHUNK = 100;
  private static final int AT_ONCE = 16;

  private final Arrival arrival;
  private final Patience patience;

  DynamoIntake(Arrival arrival, Patience patience) {
    this.arrival = arrival;
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

  /**
   * No id is twice in a chunk, and posts are with posts alone; a decision, which needs its post to
   * be there, is alone in one.
   */
  private static List<List<Entry>> chunks(List<Entry> entries) {
    List<List<Entry>> chunks = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    boolean posts = false;
    for (Entry entry : entries) {
      boolean alone = entry instanceof Entry.Decision || posts != isPost(entry);
      if (chunks.isEmpty() || alone || ids.size() == CHUNK || !ids.add(entry.id())) {
        chunks.add(new ArrayList<>());
        ids.clear();
        ids.add(entry.id());
      }
      chunks.get(chunks.size() - 1).add(entry);
      posts = isPost(entry);
    }
    return chunks;
  }

  private static boolean isPost(Entry entry) {
    return entry instanceof Entry.OnBoard || entry instanceof Entry.Archived;
  }

  private List<Kept> keepAll(List<Entry> chunk, ExecutorService threads) {
    Arrival.Standing standing =
        isPost(chunk.get(0))
            ? patience.with(() -> arrival.standing(chunk))
            : Arrival.Standing.NOTHING;
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
    return CompletableFuture.supplyAsync(() -> patience.with(() -> arrival.keep(entry)), threads);
  }
}
