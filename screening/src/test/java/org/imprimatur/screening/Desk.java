package org.imprimatur.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprimatur.approval.ApprovalPolicy.Judgement;
import org.imprimatur.approval.ApprovalRequest;
import org.imprimatur.approval.AuthorHistory;
import org.imprimatur.approval.PastPost;
import org.imprimatur.contract.TestClock;
import org.imprimatur.post.Author;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.PostId;
import org.imprimatur.post.StoreUnavailable;
import org.imprimatur.post.Submission;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;

/** Posts of Ann's to examine, handed in at noon, and a history that a test writes. */
final class Desk implements AuthorHistory {
  static final Instant NOON = TestClock.START;
  static final String A_LONG_TEXT = "The tide was out when we came down to the harbour that day.";

  static final Judgement APPROVED =
      new Judgement.Decided(Verdict.APPROVED, Optional.empty(), "screened");

  private static final TraceParent TRACE =
      new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

  private final List<PastPost> past = new ArrayList<>();
  private boolean closed;
  private int reads;

  /** A rule as it is in the file: its name, then its keys in one line of YAML. */
  static Rules rule(String name, String... keys) {
    return Rules.parse("rules: [{rule: " + name + tail(keys) + "}]");
  }

  private static String tail(String... keys) {
    return keys.length == 0 ? "" : ", " + String.join(", ", keys);
  }

  static ApprovalRequest post(String title, String body) {
    return post(500, title, body);
  }

  static ApprovalRequest post(int id, String title, String body) {
    return new ApprovalRequest(
        id(id),
        1,
        new Submission(title, body),
        new Author("ann", "Ann"),
        NOON,
        NOON.plus(Duration.ofDays(30)),
        TRACE);
  }

  static ApprovalRequest post(String body) {
    return post("A title", body);
  }

  static PostId id(int number) {
    return new PostId(String.format(Locale.ROOT, "%032x", number));
  }

  Judgement examine(Rules rules, ApprovalRequest post) {
    return new Examination((rule, failure) -> {})
        .of(new Candidate(post, this, new Fingerprints()), rules);
  }

  Judgement examine(Rules rules, String body) {
    return examine(rules, post(body));
  }

  /** The codes of the reasons for which it is held, or what else it came to. */
  static List<String> codes(Judgement outcome) {
    return outcome.fold(
        decided ->
            Stream.concat(Stream.of(decided.verdict().name()), decided.reason().stream()).toList(),
        held -> held.reasons().stream().map(HoldReason::code).toList());
  }

  /** The detail of the first reason for which it is held. */
  static String detail(Judgement outcome) {
    return outcome.fold(decided -> "", held -> held.reasons().get(0).detail());
  }

  static Judgement rejected(String message) {
    return new Judgement.Decided(Verdict.REJECTED, Optional.of(message), "screened");
  }

  /** The stores cannot be read. */
  void close() {
    closed = true;
  }

  int reads() {
    return reads;
  }

  /** Ann posted this so long before noon, and it was published. */
  Desk published(int id, String body, Duration before) {
    Instant at = NOON.minus(before);
    return with(new PastPost(id(id), "ann", text(body, at), at, Optional.of(at), Optional.empty()));
  }

  /** So many short posts of Ann's were published a day before. */
  Desk published(int count) {
    for (int i = 0; i < count; i++) {
      published(i, "n" + i, Duration.ofDays(1));
    }
    return this;
  }

  Desk pending(int id, String body, Duration before) {
    return pending("ann", id, body, before);
  }

  Desk pending(String author, int id, String body, Duration before) {
    Instant at = NOON.minus(before);
    return with(
        new PastPost(id(id), author, text(body, at), at, Optional.empty(), Optional.empty()));
  }

  /** Ann's post was published, and taken down after. */
  Desk takenDown(int id, Duration before) {
    Instant at = NOON.minus(before);
    return with(
        new PastPost(id(id), "ann", text("taken down", at), at, Optional.empty(), Optional.of(at)));
  }

  Desk rejected(int id, Duration before) {
    Instant at = NOON.minus(before);
    return with(
        new PastPost(
            id(id),
            "ann",
            text("rejected", at),
            at.minus(Duration.ofDays(5)),
            Optional.empty(),
            Optional.of(at)));
  }

  private Desk with(PastPost post) {
    past.add(post);
    return this;
  }

  private static List<PastPost.Text> text(String body, Instant at) {
    return List.of(new PastPost.Text(new Submission("Another title", body), at));
  }

  @Override
  public List<PastPost> byAuthor(String authorId) {
    return open().stream().filter(post -> post.authorId().equals(authorId)).toList();
  }

  @Override
  public List<PastPost> ofEveryone() {
    return open();
  }

  private List<PastPost> open() {
    reads++;
    if (closed) {
      throw new StoreUnavailable("closed", true, new IllegalStateException());
    }
    return past;
  }
}
