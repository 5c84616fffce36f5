package org.imprimatur;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.imprimatur.account.RemoveAccount;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.approval.ApprovalService;
import org.imprimatur.approval.RecordDecision;
import org.imprimatur.approval.RequestApproval;
import org.imprimatur.archive.Archive;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Archiver;
import org.imprimatur.archive.RestorePost;
import org.imprimatur.audit.Audit;
import org.imprimatur.event.EventHandler;
import org.imprimatur.event.Subscription;
import org.imprimatur.mail.ChooseMail;
import org.imprimatur.mail.MailSettings;
import org.imprimatur.mail.Mailer;
import org.imprimatur.mail.RequestMail;
import org.imprimatur.mail.SendMail;
import org.imprimatur.notice.NotifyAuthor;
import org.imprimatur.post.AuthorLimits;
import org.imprimatur.post.ChangeHandler;
import org.imprimatur.post.CheckAllowance;
import org.imprimatur.post.EditPost;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.ReadPosts;
import org.imprimatur.post.RenewPost;
import org.imprimatur.post.ReportPost;
import org.imprimatur.post.ReviewPublished;
import org.imprimatur.post.SearchPosts;
import org.imprimatur.post.SubmitPost;
import org.imprimatur.post.WithdrawPost;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.telemetry.Telemetry;

/**
 * A board: the use cases over a runtime's ports, and what the runtime has to deliver to. Holds no
 * state of its own but how fast authors were lately; thread-safe as its ports are.
 */
public final class Board {
  private final Ports ports;
  private final BoardSettings settings;
  private final Clock clock;
  private final Telemetry telemetry;
  private final Archive archive;
  private final CheckAllowance allowance;
  private final SubmitPost submitPost;
  private final ReadPosts readPosts;
  private final Optional<SearchPosts> searchPosts;
  private final WithdrawPost withdrawPost;
  private final RecordDecision recordDecision;
  private final EditPost editPost;
  private final RenewPost renewPost;
  private final ReportPost reportPost;
  private final ReviewPublished reviewPublished;
  private final RestorePost restorePost;
  private final DuePosts duePosts;
  private final Audit audit;
  private final RemoveAccount removeAccount;
  private final ChooseMail chooseMail;
  private final Optional<RequestMail> requestMail;
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
   *     again while it is silent is {@link #duePosts()}
   */
  public Board(
      Ports ports,
      BoardSettings settings,
      Clock clock,
      RandomGenerator random,
      Announcements announcements,
      Telemetry telemetry,
      EventHandler approvalService) {
    this.ports = ports;
    this.settings = settings;
    this.clock = clock;
    this.telemetry = telemetry;
    Duration patience = settings.approvalDelay().plus(settings.patience());
    archive = ports.archive();
    allowance = new CheckAllowance(ports.posts(), this::latelyDeparted, settings.limits(), clock);
    submitPost = submitPost(ports, settings, patience, clock, random, telemetry);
    readPosts = new ReadPosts(ports.posts(), clock);
    searchPosts = ports.search().map(search -> new SearchPosts(search, clock));
    withdrawPost = new WithdrawPost(ports.posts(), clock);
    recordDecision = new RecordDecision(ports.posts(), settings.lifetime(), clock, telemetry);
    editPost = new EditPost(ports.posts(), allowance, settings.lifetime(), patience, clock);
    renewPost = new RenewPost(ports.posts(), settings.lifetime(), clock);
    reportPost = new ReportPost(ports.posts(), settings.reports(), clock);
    reviewPublished = new ReviewPublished(ports.posts(), clock);
    restorePost = new RestorePost(ports.posts(), archive, settings.lifetime(), clock);
    audit = new Audit(ports.trail(), clock);
    removeAccount = removeAccount(ports, clock, random);
    chooseMail = new ChooseMail(ports.recipients(), clock, random);
    requestMail =
        settings
            .mail()
            .map(
                mail ->
                    new RequestMail(ports.recipients(), ports.posts(), ports.bus(), mail, clock));
    RequestApproval requestApproval =
        new RequestApproval(
            ports.posts(), ports.bus(), clock, patience, settings.escalateAfter(), telemetry);
    duePosts = new DuePosts(ports.posts(), requestApproval, clock);
    changes =
        new ChangeRouter(
            requestApproval,
            new Archiver(ports.posts(), archive, telemetry),
            announcements,
            audit,
            new NotifyAuthor(ports.notices()),
            requestMail,
            telemetry);
    subscriptions = subscriptions(approvalService, settings.approvalDelay());
  }

  private SubmitPost submitPost(
      Ports ports,
      BoardSettings settings,
      Duration patience,
      Clock clock,
      RandomGenerator random,
      Telemetry telemetry) {
    return new SubmitPost(
        ports.posts(),
        id -> archive.find(id).map(ArchivedPost::post),
        allowance,
        new PostIds(clock, random),
        settings.lifetime(),
        patience,
        clock,
        telemetry);
  }

  private RemoveAccount removeAccount(Ports ports, Clock clock, RandomGenerator random) {
    PostIds names = new PostIds(clock, random);
    return new RemoveAccount(
        ports.posts(),
        archive,
        ports.trail(),
        ports.notices(),
        ports.removals(),
        ports.recipients(),
        names,
        clock);
  }

  private List<Post> latelyDeparted(String authorId) {
    return archive
        .byAuthor(authorId, PageRequest.first(AuthorLimits.MOST))
        .map(ArchivedPost::post)
        .items();
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

  /** Says how much authors may hand in. */
  public CheckAllowance allowance() {
    return allowance;
  }

  /** Takes posts from authors. */
  public SubmitPost submitPost() {
    return submitPost;
  }

  /** What people may read. */
  public ReadPosts readPosts() {
    return readPosts;
  }

  /** Looks for posts by their words, where the runtime can. */
  public Optional<SearchPosts> searchPosts() {
    return searchPosts;
  }

  /** Lets authors take posts back. */
  public WithdrawPost withdrawPost() {
    return withdrawPost;
  }

  /** Records decisions. */
  public RecordDecision recordDecision() {
    return recordDecision;
  }

  /** Takes other texts for posts from their authors. */
  public EditPost editPost() {
    return editPost;
  }

  /** Has published posts stay longer. */
  public RenewPost renewPost() {
    return renewPost;
  }

  /** Takes reports from readers. */
  public ReportPost reportPost() {
    return reportPost;
  }

  /** Lets moderators look again at approved posts. */
  public ReviewPublished reviewPublished() {
    return reviewPublished;
  }

  /** Brings departed posts back. */
  public RestorePost restorePost() {
    return restorePost;
  }

  /** Does what falls due; to be called every few seconds. */
  public DuePosts duePosts() {
    return duePosts;
  }

  /** Takes people out of the board. */
  public RemoveAccount removeAccount() {
    return removeAccount;
  }

  /** Lets people have mail, or no more of it. */
  public ChooseMail chooseMail() {
    return chooseMail;
  }

  /** Whether this board sends mail to who asks for it. */
  public boolean sendsMail() {
    return settings.mail().isPresent();
  }

  /** Whether it mails to moderators what waits. */
  public boolean sendsDigests() {
    return settings.mail().flatMap(MailSettings::digest).isPresent();
  }

  /** Asks for what moderators are mailed; to be called every few seconds. */
  public void requestDigests() {
    requestMail.ifPresent(RequestMail::digests);
  }

  /** Who did what. */
  public Audit audit() {
    return audit;
  }

  /** Posts that left the board. */
  public Archive archive() {
    return archive;
  }

  /** Where the runtime delivers the change stream. */
  public ChangeHandler changes() {
    return changes;
  }

  /** Where the runtime delivers events, but for mail. */
  public List<Subscription> subscriptions() {
    return subscriptions;
  }

  /**
   * Where the runtime delivers what asks for mail; empty for a board that sends none.
   *
   * @param notes where is noted what was sent
   */
  public Optional<Subscription> mail(Mailer mailer, ExpiringEntries notes) {
    return settings
        .mail()
        .map(
            mail ->
                new SendMail(
                        ports.recipients(),
                        ports.notices(),
                        ports.posts(),
                        notes,
                        mailer,
                        mail,
                        clock,
                        telemetry)
                    .subscription());
  }
}
