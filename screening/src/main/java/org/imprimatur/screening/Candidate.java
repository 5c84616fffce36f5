package org.imprimatur.screening;

import java.util.List;
import org.imprimatur.approval.ApprovalRequest;
import org.imprimatur.approval.AuthorHistory;
import org.imprimatur.approval.PastPost;
import org.imprimatur.post.Submission;

/** A post that is examined, with what rules want to know of it, worked out when they do. */
final class Candidate {
  private final ApprovalRequest request;
  private final Fingerprints fingerprints;
  private final Lazy<Rendered> body;
  private final Lazy<String> readable;
  private final Lazy<String> plain;
  private final Lazy<String> alike;
  private final Lazy<String> leet;
  private final Lazy<History> own;
  private final Lazy<History> everyones;

  Candidate(ApprovalRequest request, AuthorHistory history, Fingerprints fingerprints) {
    this.request = request;
    this.fingerprints = fingerprints;
    body = new Lazy<>(() -> Rendered.of(request.text().body()));
    readable = new Lazy<>(this::everythingToRead);
    plain = new Lazy<>(() -> Reading.PLAIN.words(readable.get()));
    alike = new Lazy<>(() -> Reading.ALIKE.words(readable.get()));
    leet = new Lazy<>(() -> Reading.LEET.words(readable.get()));
    own = new Lazy<>(() -> before(history.byAuthor(request.author().id())));
    everyones = new Lazy<>(() -> before(history.ofEveryone()));
  }

  String title() {
    return request.text().title();
  }

  Rendered body() {
    return body.get();
  }

  /** Title, body and where links lead, a line for each part. */
  String readable() {
    return readable.get();
  }

  /** The words of {@link #readable}. */
  String words(Reading reading) {
    return switch (reading) {
      case PLAIN -> plain.get();
      case ALIKE -> alike.get();
      case LEET -> leet.get();
    };
  }

  String fingerprint() {
    return fingerprints.of(request.text());
  }

  String fingerprintOf(Submission earlier) {
    return fingerprints.of(earlier);
  }

  /** What this author did before. */
  History own() {
    return own.get();
  }

  /** What others did before. */
  History others() {
    return everyones.get().without(request.author().id());
  }

  private History before(List<PastPost> posts) {
    return new History(posts, request.postId(), request.submittedAt());
  }

  private String everythingToRead() {
    StringBuilder text = new StringBuilder(title()).append('\n').append(body().text());
    body().links().forEach(link -> text.append('\n').append(link));
    return text.append('\n').append(Overrides.turnedRound(text.toString())).toString();
  }
}
