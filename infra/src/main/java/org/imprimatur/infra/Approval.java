package org.imprimatur.infra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.imprimatur.approval.ApprovalEvents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * What happens to a post after its submission: the question on the bus, the answer on the bus, the
 * decision, the archive; and the question again where no answer came.
 */
final class Approval extends Construct {
  private static final int SECONDS = 30;
  private static final int CONCURRENCY = 20;
  private static final int MEMORY = 512;
  private static final int MEMORY_TO_SCREEN = 1024;
  private static final FunctionPlan.Size STEP =
      FunctionPlan.Size.of(MEMORY, SECONDS).reserving(CONCURRENCY);
  private static final String NOTES = "entry#heard:";

  private final Settings settings;
  private final Board board;
  private final HandlerCode code;
  private final EventBus bus;
  private final Optional<Mail> mail;
  private final EventPipe requests;
  private final EventPipe responses;
  private final ChangeStream changes;
  private final Queue attendFailed;
  private final LiveFunction follow;
  private final LiveFunction approve;
  private final LiveFunction record;
  private final LiveFunction archive;
  private final LiveFunction attend;
  private final EventSourceMapping followed;
  private final EventSourceMapping departures;

  Approval(Construct scope, Settings settings, Board board, HandlerCode code, String site) {
    super(scope, "Approval");
    this.settings = settings;
    this.board = board;
    this.code = code;
    this.bus =
        EventBus.Builder.create(this, "Bus")
            .eventBusName(settings.stage().stackName())
            .description("Questions and answers about posts.")
            .build();
    Duration delay = Duration.seconds(settings.approval().delay().toSeconds());
    this.mail =
        settings.mailFrom().map(from -> new Mail(this, settings, board, code, bus, from, site));
    this.requests = pipe("Requests", ApprovalEvents.requestPattern(), delay);
    this.responses = pipe("Responses", ApprovalEvents.responsePattern(), Duration.seconds(0));
    this.changes = new ChangeStream(this, settings.stage(), board);
    this.attendFailed = EventPipe.deadLetters(this, "AttendFailed");
    this.follow = followChanges();
    this.approve =
        settings.approval().policy().equals("screened") ? screening() : approvalService();
    this.record = recordDecision();
    this.archive = archive();
    this.attend = attend();
    requests.feed(approve, CONCURRENCY);
    responses.feed(record, CONCURRENCY);
    this.followed = changes.feed(follow, 10, left());
    this.departures = changes.feed(archive, 4, expired());
    everyMinute();
  }

  EventBus bus() {
    return bus;
  }

  ChangeStream changes() {
    return changes;
  }

  void watch(Watch watch) {
    requests.watch(watch, "requests", 300);
    responses.watch(watch, "responses", 120);
    mail.ifPresent(sending -> sending.watch(watch));
    watch.deadLetters("attend-failed", attendFailed);
    watch.changes("follow-changes", follow, followed);
    watch.changes("archive", archive, departures);
    Map.of(
            "follow-changes", follow,
            "approval-service", approve,
            "record-decision", record,
            "archive", archive,
            "attend", attend)
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> watch.function(each.getKey(), each.getValue(), 1));
  }

  private LiveFunction followChanges() {
    return function(
        "FollowChanges",
        "Does what follows from each change of a post: asks, notes, tells, archives.",
        FunctionPlan.Size.of(MEMORY, SECONDS).reserving(2 * CONCURRENCY),
        following(),
        changes.reading(
            Stream.concat(
                    Stream.of(
                        publish(),
                        Allow.items(board.posts(), "dynamodb:DeleteItem"),
                        Allow.items(board.archive(), "dynamodb:GetItem", "dynamodb:PutItem"),
                        Allow.items(board.audit(), "dynamodb:GetItem", "dynamodb:PutItem"),
                        Allow.items(board.notices(), "dynamodb:GetItem", "dynamodb:PutItem")),
                    mail.map(sending -> Mail.lookUp(board)).stream())
                .toArray(PolicyStatement[]::new)));
  }

  private Map<String, String> following() {
    Map<String, String> told = new HashMap<>(mail.map(Mail::told).orElse(Map.of()));
    told.put("POSTS_TABLE", board.posts().getTableName());
    told.put("ARCHIVE_TABLE", board.archive().getTableName());
    told.put("AUDIT_TABLE", board.audit().getTableName());
    told.put("NOTICES_TABLE", board.notices().getTableName());
    told.put("BUS_NAME", bus.getEventBusName());
    return told;
  }

  private LiveFunction approvalService() {
    return function(
        "ApprovalService",
        "Answers requests for approval.",
        STEP,
        Map.of(
            "BUS_NAME", bus.getEventBusName(),
            "SESSIONS_TABLE", board.sessions().getTableName(),
            "APPROVAL_POLICY", settings.approval().policy()),
        List.of(requests.reading(), publish(), notes()));
  }

  /** The approval service that reads each post by rules, and what its author did before. */
  private LiveFunction screening() {
    Map<String, String> told = new TreeMap<>();
    told.put("BUS_NAME", bus.getEventBusName());
    told.put("SESSIONS_TABLE", board.sessions().getTableName());
    told.put("APPROVAL_POLICY", settings.approval().policy());
    told.put("POSTS_TABLE", board.posts().getTableName());
    told.put("ARCHIVE_TABLE", board.archive().getTableName());
    Optional<ScreeningRules> rules =
        settings.approval().rules().map(file -> new ScreeningRules(this, file));
    rules.ifPresent(layer -> told.put("SCREENING_RULES", layer.path()));
    FunctionPlan plan =
        new FunctionPlan(
            "Answers requests for approval.",
            code.functions(),
            HandlerCode.handler("ApprovalService"),
            FunctionPlan.Size.of(MEMORY_TO_SCREEN, SECONDS).reserving(CONCURRENCY),
            told,
            List.of(
                requests.reading(),
                publish(),
                notes(),
                Allow.items(board.posts(), "dynamodb:BatchGetItem"),
                Allow.query(board.posts(), Board.BY_PUBLISHED, Board.BY_WAITING, Board.BY_AUTHOR),
                Allow.items(board.archive(), "dynamodb:BatchGetItem"),
                Allow.query(board.archive(), Board.BY_AUTHOR)));
    return new LiveFunction(
        this,
        "ApprovalService",
        settings.stage(),
        plan.with(rules.map(ScreeningRules::layer).stream().toList()));
  }

  private LiveFunction recordDecision() {
    return function(
        "RecordDecision",
        "Publishes or rejects a post, once.",
        STEP,
        Map.of(
            "POSTS_TABLE", board.posts().getTableName(),
            "SESSIONS_TABLE", board.sessions().getTableName(),
            "POSTS_LIFETIME", settings.lifetime()),
        List.of(
            responses.reading(),
            Allow.items(board.posts(), "dynamodb:GetItem", "dynamodb:PutItem"),
            notes()));
  }

  private LiveFunction archive() {
    return function(
        "Archive",
        "Moves posts whose time is over to the archive.",
        STEP,
        Map.of(
            "ARCHIVE_TABLE", board.archive().getTableName(),
            "AUDIT_TABLE", board.audit().getTableName()),
        changes.reading(
            Allow.items(board.archive(), "dynamodb:GetItem", "dynamodb:PutItem"),
            Allow.items(board.audit(), "dynamodb:GetItem", "dynamodb:PutItem")));
  }

  private LiveFunction attend() {
    LiveFunction function =
        function(
            "Attend",
            "Does what is due: asks again, tells of posts that expire, takes out who leaves.",
            FunctionPlan.Size.of(MEMORY, SECONDS).reserving(2),
            attending(),
            Stream.concat(attendMay().stream(), tellingModerators().stream()).toList());
    function.live().configureAsyncInvoke(onceAMinute());
    return function;
  }

  /** Who leaves is taken out of every table. */
  private List<PolicyStatement> attendMay() {
    return List.of(
        Allow.items(board.posts(), "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:PutItem"),
        Allow.query(board.posts(), Board.BY_DUE, Board.BY_AUTHOR),
        Allow.items(
            board.archive(), "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:PutItem"),
        Allow.query(board.archive(), Board.BY_AUTHOR),
        Allow.items(
            board.audit(),
            "dynamodb:GetItem",
            "dynamodb:BatchGetItem",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem"),
        Allow.query(board.audit(), Board.BY_PERSON),
        Allow.items(board.notices(), "dynamodb:BatchGetItem", "dynamodb:DeleteItem"),
        Allow.query(board.notices(), Board.BY_PERSON),
        Allow.items(
            board.sessions(),
            "dynamodb:GetItem",
            "dynamodb:BatchGetItem",
            "dynamodb:PutItem",
            "dynamodb:DeleteItem"),
        Allow.query(board.sessions(), Board.BY_SUB),
        publish(),
        Allow.on(attendFailed.getQueueArn(), "sqs:SendMessage"));
  }

  private List<PolicyStatement> tellingModerators() {
    return mail.isPresent() && settings.digest().isPresent() ? Mail.moderators(board) : List.of();
  }

  private Map<String, String> attending() {
    Map<String, String> told = new HashMap<>(mail.map(Mail::told).orElse(Map.of()));
    told.put("POSTS_TABLE", board.posts().getTableName());
    told.put("ARCHIVE_TABLE", board.archive().getTableName());
    told.put("AUDIT_TABLE", board.audit().getTableName());
    told.put("NOTICES_TABLE", board.notices().getTableName());
    told.put("SESSIONS_TABLE", board.sessions().getTableName());
    told.put("BUS_NAME", bus.getEventBusName());
    told.put("APPROVAL_DELAY", settings.approval().delay().toString());
    settings
        .approval()
        .escalateAfter()
        .ifPresent(silence -> told.put("ESCALATE_AFTER", silence.toString()));
    return told;
  }

  private EventInvokeConfigOptions onceAMinute() {
    return EventInvokeConfigOptions.builder()
        .retryAttempts(0)
        .maxEventAge(Duration.minutes(1))
        .onFailure(new SqsDestination(attendFailed))
        .build();
  }

  private void everyMinute() {
    Rule.Builder.create(this, "EveryMinute")
        .description("Runs Attend.")
        .schedule(Schedule.rate(Duration.minutes(1)))
        .targets(
            List.of(
                LambdaFunction.Builder.create(attend.live())
                    .retryAttempts(0)
                    .maxEventAge(Duration.minutes(1))
                    .deadLetterQueue(attendFailed)
                    .build()))
        .build();
  }

  private LiveFunction function(
      String name,
      String description,
      FunctionPlan.Size size,
      Map<String, String> environment,
      List<PolicyStatement> permissions) {
    return new LiveFunction(
        this,
        name,
        settings.stage(),
        new FunctionPlan(
            description,
            code.functions(),
            HandlerCode.handler(name),
            size,
            environment,
            permissions));
  }

  private EventPipe pipe(String id, String pattern, Duration delay) {
    return new EventPipe(this, id, bus, pattern, delay, EventPipe.Retries.soon(SECONDS));
  }

  private PolicyStatement publish() {
    return Allow.on(bus.getEventBusArn(), "events:PutEvents");
  }

  /** Notes of which events were handled lately are kept among the sessions; no session is read. */
  private PolicyStatement notes() {
    return Allow.itemsWithPrefix(board.sessions(), NOTES, "dynamodb:GetItem", "dynamodb:PutItem");
  }

  /** Writes that leave a change name it in the item; others leave nothing to follow. */
  private static List<Map<String, Object>> left() {
    return List.of(
        Map.of(
            "eventName",
            of("INSERT", "MODIFY"),
            "dynamodb",
            Map.of("NewImage", Map.of("change", Map.of("S", List.of(Map.of("exists", true)))))));
  }

  /** Expired by the table itself, not deleted by anybody. */
  private static List<Map<String, Object>> expired() {
    return List.of(
        Map.of(
            "eventName",
            of("REMOVE"),
            "userIdentity",
            Map.of("type", of("Service"), "principalId", of("dynamodb.amazonaws.com"))));
  }

  private static List<String> of(String... values) {
    return List.of(values);
  }
}
