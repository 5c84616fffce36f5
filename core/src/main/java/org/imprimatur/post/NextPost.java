package org.imprimatur.post;

import java.time.Instant;
import java.util.Optional;

/** A post in the making: what it was, with what an act changes. Each makes the next version. */
final class NextPost {
  private final Post last;
  private Status status;
  private Revision current;
  private Optional<Revision> proposal;
  private Optional<Submission> earlier;
  private Author author;
  private Optional<Instant> publishedAt;
  private Instant expires;
  private Optional<Instant> remindAt;
  private ReportCase reports;

  NextPost(Post last) {
    this.last = last;
    status = last.status();
    current = last.current();
    proposal = last.proposal();
    earlier = last.earlier();
    author = last.author();
    publishedAt = last.publishedAt();
    expires = last.expires();
    remindAt = last.remindAt();
    reports = last.reports();
  }

  NextPost status(Status status) {
    this.status = status;
    return this;
  }

  NextPost current(Revision current) {
    this.current = current;
    return this;
  }

  NextPost proposal(Optional<Revision> proposal) {
    this.proposal = proposal;
    return this;
  }

  NextPost earlier(Submission earlier) {
    this.earlier = Optional.of(earlier);
    return this;
  }

  NextPost without(Pseudonym person) {
    author = person.of(author, last.submittedAt());
    current = person.of(current);
    proposal = proposal.map(person::of);
    reports = reports.without(person);
    return this;
  }

  NextPost publishedAt(Optional<Instant> publishedAt) {
    this.publishedAt = publishedAt;
    return this;
  }

  NextPost expires(Instant expires) {
    this.expires = expires;
    return this;
  }

  NextPost remindAt(Optional<Instant> remindAt) {
    this.remindAt = remindAt;
    return this;
  }

  NextPost reports(ReportCase reports) {
    this.reports = reports;
    return this;
  }

  Post post() {
    return post(last.version() + 1);
  }

  Post post(int version) {
    return new Post(
        last.id(),
        author,
        status,
        current,
        proposal,
        earlier,
        last.submittedAt(),
        publishedAt,
        expires,
        remindAt,
        reports,
        version);
  }
}
