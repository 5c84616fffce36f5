package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.Actor;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.audit.AuditTrail;
import org.imprimatur.post.Author;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Pseudonym;
import org.junit.jupiter.api.Test;

/** What {@link AuditTrail} promises. */
public interface AuditTrailContract extends EngineContract {
  /** When entries begin, across the end of a month and of a year. */
  Instant NEW_YEARS_EVE = Instant.parse("2024-12-31T23:59:58.500Z");

  @Test
  default void entryComesBackAsItWasAddedAndIsAddedOnce() {
    AuditTrail trail = open(Surroundings.quiet()).ports().trail();
    AuditEntry entry = entry(1, "ann", "a", Optional.of("<b>“why”</b>\n\uD83D\uDC08"));

    trail.append(entry);
    trail.append(entry(1, "bob", "b", Optional.empty()));

    assertThat(trail.all(PageRequest.first(10)).items()).containsExactly(entry);
  }

  @Test
  default void actOnNoPostComesBackToo() {
    AuditTrail trail = open(Surroundings.quiet()).ports().trail();
    AuditEntry entry =
        new AuditEntry(
            "f".repeat(32),
            NEW_YEARS_EVE,
            Act.REDRIVEN,
            Actor.OPERATOR,
            Optional.empty(),
            0,
            Optional.empty());

    trail.append(entry);

    assertThat(trail.all(PageRequest.first(10)).items()).containsExactly(entry);
  }

  @Test
  default void latestComesFirstWalkedToTheEndOverMonths() {
    AuditTrail trail = open(Surroundings.quiet()).ports().trail();
    List<AuditEntry> added = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      added.add(0, entry(i, "ann", i % 2 == 0 ? "a" : "b", Optional.empty()));
      trail.append(added.get(0));
    }

    assertThat(Walk.all(trail::all, 4)).isEqualTo(added);
  }

  @Test
  default void onePostsEntriesAreItsOwn() {
    AuditTrail trail = open(Surroundings.quiet()).ports().trail();
    List<AuditEntry> added = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      added.add(0, entry(i, "ann", i % 2 == 0 ? "a" : "b", Optional.empty()));
      trail.append(added.get(0));
    }

    assertThat(Walk.all(page -> trail.of(post("b"), page), 2))
        .isEqualTo(added.stream().filter(e -> e.postId().equals(Optional.of(post("b")))).toList());
    assertThat(trail.of(post("c"), PageRequest.first(5)).items()).isEmpty();
  }

  @Test
  default void whatAPersonDidIsListedLatestFirst() {
    AuditTrail trail = open(Surroundings.quiet()).ports().trail();
    List<AuditEntry> anns = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      AuditEntry entry = entry(i, i % 2 == 0 ? "ann" : "bob", "a", Optional.empty());
      trail.append(entry);
      if (i % 2 == 0) {
        anns.add(0, entry);
      }
    }

    assertThat(Walk.all(page -> trail.by("ann", page), 4)).isEqualTo(anns);
    assertThat(trail.by("nobody", PageRequest.first(5)).items()).isEmpty();
  }

  @Test
  default void personsIdentityCanBeTakenOut() {
    AuditTrail trail = open(Surroundings.quiet()).ports().trail();
    for (int i = 0; i < 30; i++) {
      trail.append(entry(i, i % 2 == 0 ? "ann" : "bob", "a", Optional.of("why " + i)));
    }

    AuditEntry last = entry(28, "ann", "a", Optional.of("why 28"));
    Instant before = last.at().minusMillis(1);

    List<AuditEntry> all = Walk.all(trail::all, 10);
    trail.pseudonymise(all, new Pseudonym("ann", new Author("gone-1", "Nobody"), before));
    trail.pseudonymise(all, new Pseudonym("ann", new Author("gone-2", "Nobody"), before));
    trail.pseudonymise(List.of(), new Pseudonym("bob", new Author("gone-3", "Nobody"), before));

    List<AuditEntry> entries = Walk.all(trail::all, 10);
    assertThat(entries).hasSize(30).contains(last);
    assertThat(entries).extracting(e -> e.actor().id()).containsOnly("gone-1", "bob", "ann");
    assertThat(entries)
        .filteredOn(e -> e.actor().id().equals("gone-1"))
        .hasSize(14)
        .extracting(e -> e.actor().name())
        .containsOnly("gone-1");
    assertThat(trail.by("ann", PageRequest.first(5)).items()).containsExactly(last);
    assertThat(entries).extracting(e -> e.reason().orElse("")).doesNotHaveDuplicates();
  }

  private static AuditEntry entry(int number, String actor, String post, Optional<String> reason) {
    return new AuditEntry(
        String.format("%032x", number),
        NEW_YEARS_EVE.plus(Duration.ofHours(number * 36L)),
        Act.REVISED,
        new Actor(Actor.Kind.AUTHOR, actor, "Name of " + actor),
        Optional.of(post(post)),
        number + 1,
        reason);
  }

  private static PostId post(String digit) {
    return new PostId(digit.repeat(32));
  }
}
