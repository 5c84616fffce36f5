package org.imprimatur.contract;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.approval.ApprovalResponse;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.event.Subscription;
import org.imprimatur.mail.Mail;
import org.imprimatur.mail.MailSettings;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decision;
import org.imprimatur.post.IdempotencyKey;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Submission;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;

/** A whole board on an engine under test; time passes and work is done only when told to. */
public final class BoardUnderTest {
  private static final int BATCH = 100;
  private static final int ROUNDS = 10_000;

  private final Surroundings here;
  private final BoardSettings settings;
  private final Weather weather;
  private final Faults faults = new Faults();
  private final List<Post> announced = new ArrayList<>();
  private final List<Mail> mailed = new ArrayList<>();
  private RuntimeUnderTest engine;
  private Board board;

  private BoardUnderTest(
      RuntimeUnderTest engine, Surroundings here, BoardSettings settings, Weather weather) {
    this.here = here;
    this.settings = settings;
    this.weather = weather;
    this.engine = engine;
    this.board = attached(engine);
  }

  /** A board of the reference with this policy on a new engine. */
  public static BoardUnderTest open(EngineContract engines, ApprovalPolicy policy) {
    return open(engines, Surroundings.quiet(), policy, Weather.CALM);
  }

  static BoardUnderTest open(
      EngineContract engines, Surroundings here, ApprovalPolicy policy, Weather weather) {
    BoardSettings reference = BoardSettings.reference();
    BoardSettings settings =
        new BoardSettings(
            policy, reference.approvalDelay(), reference.patience(), reference.lifetime());
    return new BoardUnderTest(engines.open(here), here, settings, weather);
  }

  /** A board that behaves like this on a new engine. */
  static BoardUnderTest open(EngineContract engines, BoardSettings settings) {
    Surroundings here = Surroundings.quiet();
    return new BoardUnderTest(engines.open(here), here, settings, Weather.CALM);
  }

  /** A board that sends mail, on a new engine. */
  static BoardUnderTest withMail(EngineContract engines, Weather weather) {
    Surroundings here = Surroundings.quiet();
    MailSettings mail =
        new MailSettings(URI.create("https://board.test"), Optional.of(Duration.ofHours(4)));
    BoardSettings reference = BoardSettings.reference();
    BoardSettings settings =
        new BoardSettings(
                ApprovalPolicy.manual(),
                reference.approvalDelay(),
                reference.patience(),
                reference.lifetime())
            .withMail(Optional.of(mail));
    return new BoardUnderTest(engines.open(here), here, settings, weather);
  }

  /** The mails that were handed over, in order. */
  List<Mail> mailed() {
    return List.copyOf(mailed);
  }

  /** The board. */
  public Board board() {
    return board;
  }

  /** The engine under it. */
  public RuntimeUnderTest engine() {
    return engine;
  }

  /** Makes its ports fail. */
  public Faults faults() {
    return faults;
  }

  /** What happened on it. */
  public RecordingTelemetry telemetry() {
    return here.telemetry();
  }

  /** Its time, now. */
  public Instant now() {
    return here.clock().instant();
  }

  /** Submits a text of Ann's that nothing about is special. */
  public Post submit() {
    return submit(SamplePosts.plainText());
  }

  /** Submits a text of Ann's. */
  public Post submit(Submission text) {
    Submitted answer = submit(text, Optional.empty());
    if (answer instanceof Submitted.Accepted accepted) {
      return accepted.post();
    }
    throw new AssertionError("a good text was refused: " + answer);
  }

  /** Submits a text of Ann's under a key. */
  public Submitted submit(Submission text, Optional<IdempotencyKey> key) {
    return submit(SamplePosts.ANN, text, key);
  }

  /** Submits a text under a key. */
  public Submitted submit(Author author, Submission text, Optional<IdempotencyKey> key) {
    TraceParent trace = TraceParent.start(here.random());
    return board.submitPost().submit(author, text.title(), text.body(), key, trace);
  }

  /** Publishes an answer of somebody's own approval service under this event id. */
  public void respond(String eventId, PostId id, Verdict verdict, int revision) {
    Decision decision = here.samplePosts().decision(verdict, revision);
    TraceParent trace = TraceParent.start(here.random());
    ApprovalResponse response = new ApprovalResponse(id, decision, trace);
    engine.ports().bus().publish(ApprovalEvents.write(response, eventId));
  }

  /** Does all the work that is due now: delivers, asks again, sweeps. */
  public void settle() {
    for (int round = 0; round < ROUNDS; round++) {
      if (deliver() + engine.sweep(now(), BATCH) == 0) {
        return;
      }
    }
    throw new AssertionError("the board does not come to rest");
  }

  /** Lets time pass in small steps and does the work that falls due, all but sweeping. */
  public void deliverFor(Duration time) {
    pass(time, this::deliver);
  }

  /** Lets time pass in small steps and does the work that falls due. */
  public void settle(Duration time) {
    pass(time, this::settle);
  }

  private void pass(Duration time, Runnable work) {
    work.run();
    Instant end = now().plus(time);
    long step = Math.max(1_000, time.toMillis() / 20);
    while (now().isBefore(end)) {
      long left = Duration.between(now(), end).toMillis();
      here.clock().advance(Duration.ofMillis(Math.min(step, left)));
      work.run();
    }
  }

  /** Does the work that is due now, all but sweeping. */
  public int deliver() {
    board.requestDigests();
    return Deliveries.all(engine)
        + board.duePosts().attend(BATCH)
        + board.removeAccount().attend(BATCH);
  }

  /** Lets time pass in which nobody does any work. */
  public void sleep(Duration time) {
    here.clock().advance(time);
  }

  /** Sets the clock forward, or back where {@code step} is negative; nobody does any work. */
  public void jump(Duration step) {
    here.clock().jump(step);
  }

  /** Kills the engine and starts it again on the same store. */
  public void crash() {
    engine = engine.restarted();
    board = attached(engine);
  }

  /** The public list, walked to its end. */
  public List<PublicPost> feed() {
    return Walk.all(board.readPosts()::feed, BATCH);
  }

  /** The newest post of the public list as it is in the store. */
  public Post newest() {
    return engine.ports().posts().find(feed().get(0).id(), now()).orElseThrow();
  }

  /** The archive, walked to its end. */
  public List<ArchivedPost> archived() {
    return Walk.all(board.archive()::all, BATCH);
  }

  /** A post in any status as it is in the store, unless it has expired. */
  public Optional<Post> stored(Post post) {
    return engine.ports().posts().find(post.id(), now());
  }

  /** The posts that were announced, in order. */
  public List<Post> announced() {
    return List.copyOf(announced);
  }

  private Board attached(RuntimeUnderTest engine) {
    Board attached =
        new Board(
            faults.over(engine.ports()),
            settings,
            here.clock(),
            here.random(),
            faults.over(announced::add),
            here.telemetry());
    Stream<Subscription> subscriptions =
        Stream.concat(
            attached.subscriptions().stream(),
            attached.mail(faults.overMailer(mailed::add), engine.entries()).stream());
    engine.attach(
        weather.over(attached.changes()), subscriptions.map(s -> weather.over(s)).toList());
    return attached;
  }
}
