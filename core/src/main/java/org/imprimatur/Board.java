package org.imprimatur;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.approval.ApprovalService;
import org.imprimatur.approval.RecordDecision;
import org.imprimatur.approval.RequestApproval;
import org.imprimatur.archive.Archive;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Archiver;
import org.imprimatur.event.EventHandler;
import org.imprimatur.event.Subscription;
import org.imprimatur.post.ChangeHandler;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.ReadPosts;
import org.imprimatur.post.SubmitPost;
import org.imprimatur.post.WithdrawPost;
import org.imprimatur.telemetry.Telemetry;

/**
 * A board: the use cases over a runtime's ports, and what the runtime has to deliver to. Holds no
 * state of its own; thread-safe as its ports are.
 */
public final class Board {
  private final Archive archive;
  private final SubmitPost submitPost;
  private final ReadPosts readPosts;
  private final WithdrawPost withdrawPost;
  private final RecordDecision recordDecision;
  private final RequestApproval requestApproval;
  private final ChangeRouter changes;
  private final List<Subscription> subscriptions;

  /**
   * Assembles a board whose approval service answers by the policy of its settings.
   *
   * @param random where ids get their random bits; cryptographically strong in production
   * @param announcements hears of posts that became public
   */
  public Board(
      Ports ports,
      BoardSettings settings,
      Clock clock,
      RandomGenerator random,
      Announcements announcements,
      Telemetry telemetry) {
    this(
        ports,
        settings,
        clock,
        random,
        announcements,
        telemetry,
        new ApprovalService(settings.policy(), ports.bus(), clock, telemetry));
  }

  /**
   * Assembles a board with another approval service than ours.
   *
   * @param random where ids get their random bits; cryptographically strong in production
   * @param announcements hears of posts that became public
   * @param approvalService takes each {@code ApprovalRequest} after the approval delay; who asks it
   *     again while it is silent is {@link #requestApproval()}
   */
  public Board(
      Ports ports,
      BoardSettings settings,
      Clock clock,
      RandomGenerator random,
      Announcements announcements,
      Telemetry telemetry,
      EventHandler approvalService) {
    Duration patience = settings.approvalDelay().plus(settings.patience());
    archive = ports.archive();
    submitPost =
        new SubmitPost(
            ports.posts(),
            id -> archive.find(id).map(ArchivedPost::post),
            new PostIds(clock, random),
            settings.lifetime(),
            patience,
            clock,
            telemetry);
    readPosts = new ReadPosts(ports.posts(), clock);
    withdrawPost = new WithdrawPost(ports.posts(), clock);
    recordDecision = new RecordDecision(ports.posts(), settings.lifetime(), clock, telemetry);
    requestApproval = new RequestApproval(ports.posts(), ports.bus(), clock, patience, telemetry);
    Archiver archiver = new Archiver(ports.posts(), archive, telemetry);
    changes = new ChangeRouter(requestApproval, archiver, announcements, telemetry);
    subscriptions = subscriptions(approvalService, settings.approvalDelay());
  }

  private List<Subscription> subscriptions(EventHandler service, Duration delay) {
    return List.of(
        new Subscription("approval-service", ApprovalEvents.requestPattern(), delay, service),
        new Subscription(
            RecordDecision.SUBSCRIPTION,
            ApprovalEvents.responsePattern(),
            Duration.ZERO,
            recordDecision));
  }

  /** Takes posts from authors. */
  public SubmitPost submitPost() {
    return submitPost;
  }

  /** What people may read. */
  public ReadPosts readPosts() {
    return readPosts;
  }

  /** Lets authors take posts back. */
  public WithdrawPost withdrawPost() {
    return withdrawPost;
  }

  /** Records decisions. */
  public RecordDecision recordDecision() {
    return recordDecision;
  }

  /** Asks the approval service again; to be called every few seconds. */
  public RequestApproval requestApproval() {
    return requestApproval;
  }

  /** Posts that left the board. */
  public Archive archive() {
    return archive;
  }

  /** Where the runtime delivers the change stream. */
  public ChangeHandler changes() {
    return changes;
  }

  /** Where the runtime delivers events. */
  public List<Subscription> subscriptions() {
    return subscriptions;
  }
}
