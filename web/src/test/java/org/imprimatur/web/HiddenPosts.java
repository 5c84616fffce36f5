package org.imprimatur.web;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.Ports;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.Revision;
import org.imprimatur.post.Status;
import org.imprimatur.post.Step;
import org.imprimatur.post.Submission;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;

/** Puts posts of every state into the store, past the pages. */
@Singleton
public class HiddenPosts {
  private final Ports ports;
  private final Board board;
  private final Clock clock;
  private final SecureRandom random;

  HiddenPosts(Ports ports, Board board, Clock clock, SecureRandom random) {
    this.ports = ports;
    this.board = board;
    this.clock = clock;
    this.random = random;
  }

  /** A post that waits. */
  public Post pending(String author, String title) {
    return add(author, title, now(), now().plus(Duration.ofDays(30)));
  }

  /** A post for everyone. */
  public Post published(String author, String title) {
    return decided(pending(author, title), Verdict.APPROVED);
  }

  /** A post for everyone, until then. */
  public Post published(String author, String title, Instant until) {
    return decided(pending(author, title), Verdict.APPROVED, until);
  }

  /** A post for everyone with a text and an author's name of their own. */
  public Post published(Author author, Submission text) {
    Post post = add(author, text, now(), now().plus(Duration.ofDays(30)));
    return decided(post, Verdict.APPROVED);
  }

  /** A post that was public and is out of sight. */
  public Post concealed(String author, String title) {
    Post post = published(author, title);
    ports
        .posts()
        .update(
            post.id(),
            now(),
            p ->
                Step.quietly(
                    new Post(
                        p.id(),
                        p.author(),
                        Status.HIDDEN,
                        p.current(),
                        p.proposal(),
                        p.earlier(),
                        p.submittedAt(),
                        p.publishedAt(),
                        p.expires(),
                        p.remindAt(),
                        p.reports(),
                        p.version() + 1),
                    true));
    return post;
  }

  /** A post that was decided against. */
  public Post rejected(String author, String title) {
    return decided(pending(author, title), Verdict.REJECTED);
  }

  /** A post whose author is asked for another text. */
  public Post sentBack(String author, String title) {
    return decided(pending(author, title), Verdict.CHANGES_REQUESTED);
  }

  /** A post for everyone, of which another text waits. */
  public Post changed(String author, String title) {
    Post post = published(author, title);
    var unused = board.editPost().edit(post.id(), author, 1, title, "Another", post.trace());
    return post;
  }

  /** A post that its author took back. */
  public Post withdrawn(String author, String title) {
    Post post = pending(author, title);
    ports.posts().withdraw(post.id(), author, now());
    return post;
  }

  /** Whether a post has left the board and is in the archive. */
  public boolean archived(Post post) {
    return ports.archive().find(post.id()).isPresent()
        && ports.posts().find(post.id(), Instant.EPOCH).isEmpty();
  }

  /** A post that was decided against, for this reason. */
  public Post rejected(Author author, Submission text, String reason) {
    Post post = add(author, text, now(), now().plus(Duration.ofDays(30)));
    Decision decision =
        new Decision(Verdict.REJECTED, Optional.of(reason), Decider.service("test"), now(), 1);
    ports.posts().decide(post.id(), decision, now(), now().truncatedTo(ChronoUnit.SECONDS));
    return post;
  }

  /** A post whose time was over before it was decided. */
  public Post expired(String author, String title) {
    Instant start = now().minus(Duration.ofDays(31));
    return add(author, title, start, start.plus(Duration.ofDays(30)));
  }

  private Post decided(Post post, Verdict verdict) {
    return decided(post, verdict, now().plus(Duration.ofDays(30)));
  }

  private Post decided(Post post, Verdict verdict, Instant until) {
    Decision decision =
        new Decision(verdict, Optional.of("a reason"), Decider.service("test"), now(), 1);
    ports.posts().decide(post.id(), decision, now(), until.truncatedTo(ChronoUnit.SECONDS));
    return post;
  }

  private Post add(String author, String title, Instant submitted, Instant expires) {
    Submission text = new Submission(title, "Body of " + title);
    return add(new Author(author, "Name of " + author), text, submitted, expires);
  }

  private Post add(Author author, Submission text, Instant submitted, Instant expires) {
    Post post =
        Post.pending(
            new PostIds(clock, random).fresh(),
            author,
            Revision.waiting(
                1, text, submitted, TraceParent.start(random), new Asking(1, Optional.empty())),
            expires.truncatedTo(ChronoUnit.SECONDS));
    ports.posts().add(post);
    return post;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
