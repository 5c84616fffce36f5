package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.imprimatur.archive.ArchivedPost;
import org.junit.jupiter.api.Test;

/**
 * Histories by the hundred, each from a seed: whatever is duplicated, shuffled, delayed or fails,
 * and wherever the engine crashes. {@code -Dimprimatur.histories=N} tries more of them, {@code
 * -Dimprimatur.history=SEED} one alone.
 */
public interface HistoryContract extends EngineContract {

  /** How many histories are tried. */
  default int histories() {
    return Integer.getInteger("imprimatur.histories", 200);
  }

  @Test
  default void anyHistoryEndsAsTheCleanOneAndShowsNothingUnapprovedOnTheWay() {
    forEverySeed(
        seed -> {
          History history = History.of(seed, Fate.settled());
          HistoryRun clean = HistoryRun.clean(this, seed);
          HistoryRun stormy = HistoryRun.stormy(this, seed);
          clean.play(history);
          stormy.play(history);
          assertThat(stormy.endings()).hasSize(stormy.posts()).isEqualTo(clean.endings());
          assertThat(stormy.announced()).isEqualTo(clean.announced());

          clean.outlive(false);
          stormy.outlive(true);
          assertThat(stormy.endings()).hasSize(stormy.posts()).isEqualTo(clean.endings());
          assertThat(stormy.endings()).allMatch(ending -> ending.startsWith("archive"));
        });
  }

  @Test
  default void contestedPostEndsOneWayAndNeverChangesIt() {
    forEverySeed(
        seed -> {
          History history = History.of(seed, List.of(Fate.CONTEST, Fate.AUTO_YES));
          HistoryRun stormy = HistoryRun.stormy(this, seed);
          stormy.play(history);
          assertThat(stormy.endings()).hasSize(stormy.posts());
          assertThat(stormy.announced()).isEqualTo(stormy.published());

          stormy.outlive(true);
          assertThat(stormy.archived())
              .hasSize(stormy.posts())
              .extracting(ArchivedPost::post)
              .doesNotHaveDuplicates();
        });
  }

  @Test
  default void anyHistoryEndsAsTheCleanOneWhereverTheClockJumps() {
    forEverySeed(
        seed -> {
          History history = History.of(seed, Fate.settled());
          HistoryRun clean = HistoryRun.clean(this, seed);
          HistoryRun erratic = HistoryRun.erratic(this, seed);
          clean.play(history);
          erratic.play(history);
          assertThat(erratic.endings()).hasSize(erratic.posts()).isEqualTo(clean.endings());
          assertThat(erratic.announced()).isEqualTo(clean.announced());

          clean.outlive(false);
          erratic.outlive(false);
          assertThat(erratic.endings()).hasSize(erratic.posts()).isEqualTo(clean.endings());
        });
  }

  private void forEverySeed(LongConsumer property) {
    Long only = Long.getLong("imprimatur.history");
    LongStream seeds = only == null ? LongStream.rangeClosed(1, histories()) : LongStream.of(only);
    System.out.println("figure: " + (only == null ? histories() : 1) + " seeds");
    seeds.forEach(
        seed -> {
          try {
            property.accept(seed);
          } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("the history of -Dimprimatur.history=" + seed, e);
          }
        });
  }
}
