package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.imprimatur.archive.Archive;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Pseudonym;
import org.imprimatur.post.Verdict;
import org.junit.jupiter.api.Test;

/** What {@link Archive} promises. */
public interface ArchiveContract extends EngineContract {

  @Test
  default void departedPostIsFoundWhole() {
    Surroundings here = Surroundings.quiet();
    Archive archive = open(here).ports().archive();
    Post post = here.samplePosts().pendingWith(SamplePosts.hostileText());
    Instant now = here.clock().instant();
    Post rejected = post.decided(here.samplePosts().rejection(), now, now);
    ArchivedPost departed = new ArchivedPost(rejected, Cause.REJECTED, now.plusMillis(1));

    assertThat(archive.put(departed)).isTrue();

    assertThat(archive.find(post.id())).contains(departed);
  }

  @Test
  default void everyCauseIsKept() {
    Surroundings here = Surroundings.quiet();
    Archive archive = open(here).ports().archive();
    for (Cause cause : Cause.values()) {
      ArchivedPost departed =
          new ArchivedPost(here.samplePosts().pending(), cause, here.clock().instant());
      archive.put(departed);

      assertThat(archive.find(departed.post().id())).contains(departed);
    }
  }

  @Test
  default void departedPostIsKeptOnceAsItWasFirst() {
    Surroundings here = Surroundings.quiet();
    Archive archive = open(here).ports().archive();
    ArchivedPost first = expired(here, SamplePosts.ANN.id());
    archive.put(first);
    ArchivedPost second =
        new ArchivedPost(
            first.post().withdrawn(), Cause.WITHDRAWN, here.clock().instant().plusSeconds(9));

    assertThat(archive.put(second)).isFalse();

    assertThat(archive.find(first.post().id())).contains(first);
    assertThat(archive.all(PageRequest.first(20)).items()).containsExactly(first);
  }

  @Test
  default void archiveOutlivesACrash() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    ArchivedPost departed = expired(here, "ann");
    engine.ports().archive().put(departed);

    Archive after = engine.restarted().ports().archive();

    assertThat(after.find(departed.post().id())).contains(departed);
    assertThat(after.put(departed)).isFalse();
  }

  @Test
  default void unknownIdIsNotInTheArchive() {
    Archive archive = open(Surroundings.quiet()).ports().archive();

    assertThat(archive.find(new PostId("c".repeat(32)))).isEmpty();
    assertThat(archive.all(PageRequest.first(20)).items()).isEmpty();
  }

  @Test
  default void walkSeesEachDepartedPostOnceTheLatestDepartureFirst() {
    Surroundings here = Surroundings.quiet();
    Archive archive = open(here).ports().archive();
    List<ArchivedPost> kept = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      kept.add(expired(here, i % 3 == 0 ? "bob" : "ann"));
      archive.put(kept.get(i));
      here.clock().advance(Duration.ofMillis(i % 2));
    }
    kept.sort(Comparator.comparing(ArchiveContract::latestFirst).thenComparing(byIdDescending()));

    assertThat(Walk.all(archive::all, 5)).isEqualTo(kept);
    assertThat(Walk.all(page -> archive.byAuthor("bob", page), 2))
        .isEqualTo(kept.stream().filter(d -> d.post().author().id().equals("bob")).toList());
  }

  @Test
  default void walkSeesEachOnceWhilePostsDepart() {
    Surroundings here = Surroundings.quiet();
    Archive archive = open(here).ports().archive();
    List<ArchivedPost> before = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      before.add(expired(here, "ann"));
      archive.put(before.get(i));
    }

    List<ArchivedPost> seen =
        Walk.all(
            archive::all,
            2,
            () -> {
              here.clock().advance(Duration.ofMillis(1));
              archive.put(expired(here, "ann"));
            });

    assertThat(seen).doesNotHaveDuplicates().containsAll(before);
  }

  @Test
  default void authorOfDepartedPostsCanBeReplaced() {
    Surroundings here = Surroundings.quiet();
    Archive archive = open(here).ports().archive();
    ArchivedPost anns =
        new ArchivedPost(here.samplePosts().pending(), Cause.EXPIRED, here.clock().instant());
    ArchivedPost bobs =
        new ArchivedPost(
            here.samplePosts().pendingBy(SamplePosts.BOB), Cause.EXPIRED, here.clock().instant());
    archive.put(anns);
    archive.put(bobs);
    Author nobody = new Author("gone-1", "Somebody who left");
    Pseudonym pseudonym = new Pseudonym("ann", nobody, here.clock().instant());
    here.clock().advance(Duration.ofSeconds(1));
    ArchivedPost later =
        new ArchivedPost(here.samplePosts().pending(), Cause.EXPIRED, here.clock().instant());
    archive.put(later);

    for (ArchivedPost departed : List.of(anns, anns, bobs, later)) {
      archive.pseudonymise(departed.post().id(), pseudonym);
    }

    assertThat(archive.byAuthor("ann", PageRequest.first(5)).items()).containsExactly(later);
    assertThat(archive.byAuthor("gone-1", PageRequest.first(5)).items())
        .extracting(departed -> departed.post().author())
        .containsExactly(nobody);
    assertThat(archive.find(bobs.post().id())).contains(bobs);
  }

  @Test
  default void whoDecidedOnADepartedPostCanBeReplaced() {
    Surroundings here = Surroundings.quiet();
    Archive archive = open(here).ports().archive();
    Instant now = here.clock().instant();
    Decision no =
        new Decision(
            Verdict.REJECTED, Optional.of("seen"), Decider.moderator("mia", "Mia"), now, 1);
    Post rejected = here.samplePosts().pending().decided(no, now, SamplePosts.LIFETIME.from(now));
    archive.put(new ArchivedPost(rejected, Cause.REJECTED, now));
    Pseudonym pseudonym = new Pseudonym("mia", new Author("gone-1", "Somebody who left"), now);

    archive.pseudonymise(rejected.id(), pseudonym);
    ArchivedPost once = archive.find(rejected.id()).orElseThrow();
    archive.pseudonymise(rejected.id(), pseudonym);
    archive.pseudonymise(new PostId("f".repeat(32)), pseudonym);

    Decision kept = once.post().decision().orElseThrow();
    assertThat(kept.decider()).isEqualTo(Decider.moderator("gone-1", "Somebody who left"));
    assertThat(kept.reason()).contains("seen");
    assertThat(once.post().author()).isEqualTo(SamplePosts.ANN);
    assertThat(archive.find(rejected.id())).contains(once);
  }

  private static ArchivedPost expired(Surroundings here, String author) {
    Post post =
        here.samplePosts().pendingBy(author.equals("bob") ? SamplePosts.BOB : SamplePosts.ANN);
    return new ArchivedPost(post, Cause.EXPIRED, here.clock().instant());
  }

  private static Long latestFirst(ArchivedPost departed) {
    return -departed.leftAt().toEpochMilli();
  }

  private static Comparator<ArchivedPost> byIdDescending() {
    return Comparator.<ArchivedPost, PostId>comparing(departed -> departed.post().id()).reversed();
  }
}
