package org.imprimatur.infra;

import java.util.List;
import java.util.Map;
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
  private static final int MEMORY = 1024;
  private static final FunctionPlan.Size STEP =
      FunctionPlan.Size.of(MEMORY, SECONDS).reserving(CONCURRENCY);
  private static final String NOTES = "entry#heard:";

  private final Settings settings;
  private final Board board;
  private final HandlerCode code;
  private final EventBus bus;
  private final EventPipe requests;
  private final EventPipe responses;
  private final ChangeStream changes;
  private final Queue askAgainFailed;
  private final LiveFunction request;
  private final LiveFunction approve;
  private final LiveFunction record;
  private final LiveFunction archive;
  private final LiveFunction askAgain;
  private final EventSourceMapping insertions;
  private final EventSourceMapping departures;

  Approval(Construct scope, Settings settings, Board board, HandlerCode code) {
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
    this.requests = pipe("Requests", ApprovalEvents.requestPattern(), delay);
    this.responses = pipe("Responses", ApprovalEvents.responsePattern(), Duration.seconds(0));
    this.changes = new ChangeStream(this, settings.stage(), board);
    this.askAgainFailed = EventPipe.deadLetters(this, "AskAgainFailed");
    this.request = requestApproval();
    this.approve = approvalService();
    this.record = recordDecision();
    this.archive = archive();
    this.askAgain = askAgain();
    requests.feed(approve, CONCURRENCY);
    responses.feed(record, CONCURRENCY);
    this.insertions =
        changes.feed(request, 5, Duration.hours(6), List.of(Map.of("eventName", of("INSERT"))));
    this.departures = changes.feed(archive, 20, Duration.hours(12), departed());
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
    watch.deadLetters("ask-again-failed", askAgainFailed);
    watch.changes("request-approval", request, insertions);
    watch.changes("archive", archive, departures);
    Map.of(
            "request-approval", request,
            "approval-service", approve,
            "record-decision", record,
            "archive", archive,
            "ask-again", askAgain)
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> watch.function(each.getKey(), each.getValue(), 1));
  }

  private LiveFunction requestApproval() {
    return function(
        "RequestApproval",
        "Asks for approval of each post that comes in.",
        STEP,
        Map.of("BUS_NAME", bus.getEventBusName()),
        changes.reading(publish()));
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
            Allow.items(board.posts(), "dynamodb:GetItem", "dynamodb:UpdateItem"),
            notes()));
  }

  private LiveFunction archive() {
    return function(
        "Archive",
        "Moves posts that expired, were rejected or withdrawn to the archive.",
        STEP,
        Map.of(
            "POSTS_TABLE", board.posts().getTableName(),
            "ARCHIVE_TABLE", board.archive().getTableName()),
        changes.reading(
            Allow.items(board.posts(), "dynamodb:DeleteItem"),
            Allow.items(board.archive(), "dynamodb:GetItem", "dynamodb:PutItem")));
  }

  private LiveFunction askAgain() {
    LiveFunction function =
        function(
            "AskAgain",
            "Asks again about posts that nobody has answered for.",
            FunctionPlan.Size.of(MEMORY, SECONDS).reserving(2),
            Map.of(
                "POSTS_TABLE", board.posts().getTableName(),
                "BUS_NAME", bus.getEventBusName(),
                "APPROVAL_DELAY", settings.approval().delay().toString()),
            List.of(
                Allow.items(board.posts(), "dynamodb:BatchGetItem", "dynamodb:UpdateItem"),
                Allow.query(board.posts(), Board.BY_ASKING),
                publish(),
                Allow.on(askAgainFailed.getQueueArn(), "sqs:SendMessage")));
    function.live().configureAsyncInvoke(onceAMinute());
    return function;
  }

  private EventInvokeConfigOptions onceAMinute() {
    return EventInvokeConfigOptions.builder()
        .retryAttempts(0)
        .maxEventAge(Duration.minutes(1))
        .onFailure(new SqsDestination(askAgainFailed))
        .build();
  }

  private void everyMinute() {
    Rule.Builder.create(this, "EveryMinute")
        .description("Runs AskAgain.")
        .schedule(Schedule.rate(Duration.minutes(1)))
        .targets(
            List.of(
                LambdaFunction.Builder.create(askAgain.live())
                    .retryAttempts(0)
                    .maxEventAge(Duration.minutes(1))
                    .deadLetterQueue(askAgainFailed)
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
    return new EventPipe(this, id, bus, pattern, delay, Duration.seconds(SECONDS));
  }

  private PolicyStatement publish() {
    return Allow.on(bus.getEventBusArn(), "events:PutEvents");
  }

  /** Notes of which events were handled lately are kept among the sessions; no session is read. */
  private PolicyStatement notes() {
    return Allow.itemsWithPrefix(board.sessions(), NOTES, "dynamodb:GetItem", "dynamodb:PutItem");
  }

  /** Expired by the table itself, not deleted by anybody; or rejected; or withdrawn. */
  private static List<Map<String, Object>> departed() {
    return List.of(
        Map.of(
            "eventName",
            of("REMOVE"),
            "userIdentity",
            Map.of("type", of("Service"), "principalId", of("dynamodb.amazonaws.com"))),
        Map.of(
            "eventName",
            of("MODIFY"),
            "dynamodb",
            Map.of("NewImage", Map.of("status", Map.of("S", of("REJECTED", "WITHDRAWN"))))));
  }

  private static List<String> of(String... values) {
    return List.of(values);
  }
}
