package org.imprimatur.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.infra.Checks.notices;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FunctionsIT {
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final String ROLE = "AWS::IAM::Role";

  /** All that each function may do, but for its own log. */
  private static final Map<String, List<String>> MAY =
      Map.of(
          "WebListPosts",
          List.of("BoardPosts.Arn: GetItem", "BoardPosts.Arn/index/by-published: Query"),
          "WebCreatePost",
          List.of(
              "BoardPosts.Arn: GetItem BatchGetItem PutItem",
              "BoardPosts.Arn/index/by-author: Query",
              "BoardArchive.Arn: GetItem BatchGetItem",
              "BoardArchive.Arn/index/by-author: Query",
              "BoardSessions.Arn/index/by-sub: Query"),
          "WebPages",
          List.of(
              "BoardPosts.Arn: GetItem BatchGetItem PutItem",
              "BoardPosts.Arn/index/by-published: Query",
              "BoardPosts.Arn/index/by-waiting: Query",
              "BoardPosts.Arn/index/by-author: Query",
              "BoardArchive.Arn: GetItem BatchGetItem PutItem",
              "BoardArchive.Arn/index/by-author: Query",
              "BoardArchive.Arn/index/by-time: Query",
              "BoardAudit.Arn: GetItem BatchGetItem PutItem UpdateItem",
              "BoardAudit.Arn/index/by-post: Query",
              "BoardAudit.Arn/index/by-time: Query",
              "BoardAudit.Arn/index/by-person: Query",
              "BoardNotices.Arn: GetItem BatchGetItem DeleteItem",
              "BoardNotices.Arn/index/by-person: Query",
              "BoardSessions.Arn: GetItem BatchGetItem PutItem DeleteItem",
              "BoardSessions.Arn/index/by-sid: Query",
              "BoardSessions.Arn/index/by-sub: Query",
              "BoardSessions.Arn/index/by-end: Query",
              "ApprovalBus.Arn: PutEvents",
              "WebSessionKey: GetSecretValue"),
          "ApprovalFollowChanges",
          stream(
              "ApprovalBus.Arn: PutEvents",
              "BoardPosts.Arn: DeleteItem",
              "BoardArchive.Arn: GetItem PutItem",
              "BoardAudit.Arn: GetItem PutItem",
              "BoardNotices.Arn: GetItem PutItem"),
          "ApprovalApprovalService",
          List.of(
              "ApprovalRequestsQueue.Arn: ReceiveMessage DeleteMessage ChangeMessageVisibility"
                  + " GetQueueAttributes",
              "ApprovalBus.Arn: PutEvents",
              "BoardSessions.Arn: GetItem PutItem of entry#heard:*"),
          "ApprovalRecordDecision",
          List.of(
              "ApprovalResponsesQueue.Arn: ReceiveMessage DeleteMessage ChangeMessageVisibility"
                  + " GetQueueAttributes",
              "BoardPosts.Arn: GetItem PutItem",
              "BoardSessions.Arn: GetItem PutItem of entry#heard:*"),
          "ApprovalArchive",
          stream("BoardArchive.Arn: GetItem PutItem", "BoardAudit.Arn: GetItem PutItem"),
          "ApprovalAttend",
          List.of(
              "BoardPosts.Arn: GetItem BatchGetItem PutItem",
              "BoardPosts.Arn/index/by-due: Query",
              "BoardPosts.Arn/index/by-author: Query",
              "BoardArchive.Arn: GetItem BatchGetItem PutItem",
              "BoardArchive.Arn/index/by-author: Query",
              "BoardAudit.Arn: GetItem BatchGetItem PutItem UpdateItem",
              "BoardAudit.Arn/index/by-person: Query",
              "BoardNotices.Arn: BatchGetItem DeleteItem",
              "BoardNotices.Arn/index/by-person: Query",
              "BoardSessions.Arn: GetItem BatchGetItem PutItem DeleteItem",
              "BoardSessions.Arn/index/by-sub: Query",
              "ApprovalBus.Arn: PutEvents",
              "ApprovalAttendFailed.Arn: SendMessage"));

  private static List<String> stream(String... beside) {
    return Stream.concat(
            Stream.of(
                "BoardPosts.StreamArn: DescribeStream GetRecords GetShardIterator ListStreams",
                "ApprovalChangesFailed.Arn/aws/lambda/*: PutObject",
                "ApprovalChangesFailed.Arn: ListBucket"),
            Stream.of(beside))
        .toList();
  }

  @Test
  void eachFunctionMayDoWhatItDoesAndNoMore() {
    notices(
        FunctionsIT::leastPrivilege,
        Stacks.dev(),
        Stacks.dev()
            .breaking(
                "WebListPostsRole",
                it ->
                    Cloud.map(statements(it).get(0))
                        .put("Action", List.of("dynamodb:GetItem", "dynamodb:Scan"))));
  }

  private static void leastPrivilege(Cloud cloud) {
    Map<String, List<String>> may = new TreeMap<>();
    cloud
        .names(FUNCTION)
        .forEach(
            name -> {
              String function = name.replaceAll("Function$", "");
              Map<String, Object> role = cloud.properties(function + "Role");
              assertThat(role).doesNotContainKey("ManagedPolicyArns");
              may.put(
                  function,
                  statements(role).stream().flatMap(FunctionsIT::lines).sorted().toList());
            });
    Map<String, List<String>> expected = new TreeMap<>();
    MAY.forEach(
        (function, lines) ->
            expected.put(
                function,
                Stream.concat(
                        lines.stream(),
                        Stream.of(function + "Log.Arn: CreateLogStream PutLogEvents"))
                    .sorted()
                    .toList()));
    assertThat(may).isEqualTo(expected);
    assertThat(cloud.names("AWS::IAM::Policy")).isEmpty();
  }

  @Test
  void theApprovalServiceThatScreensMayReadWhatAuthorsDidAndHasItsRulesInALayer() {
    Cloud cloud = Stacks.screened();

    assertThat(
            statements(cloud.properties("ApprovalApprovalServiceRole")).stream()
                .flatMap(FunctionsIT::lines))
        .contains(
            "BoardPosts.Arn: BatchGetItem",
            "BoardPosts.Arn/index/by-author: Query",
            "BoardPosts.Arn/index/by-published: Query",
            "BoardPosts.Arn/index/by-waiting: Query",
            "BoardArchive.Arn: BatchGetItem",
            "BoardArchive.Arn/index/by-author: Query")
        .hasSize(MAY.get("ApprovalApprovalService").size() + 7);
    assertThat(Cloud.at(cloud.properties("ApprovalApprovalServiceFunction"), "Layers"))
        .isEqualTo(List.of("${ApprovalScreeningRulesLayer}"));
    assertThat(
            Cloud.map(
                Cloud.at(
                    cloud.properties("ApprovalApprovalServiceFunction"),
                    "Environment",
                    "Variables")))
        .containsEntry("APPROVAL_POLICY", "screened")
        .containsEntry("SCREENING_RULES", "/opt/screening-rules.yaml");
    assertThat(cloud.all(FUNCTION).values().stream().filter(f -> f.containsKey("Layers")))
        .hasSize(1);
  }

  @Test
  void noPermissionHasAWildcardButForTheNamesThatLambdaMakesUp() {
    notices(
        FunctionsIT::noWildcards,
        Stacks.dev(),
        Stacks.dev()
            .breaking(
                "ApprovalArchiveRole",
                it -> Cloud.map(statements(it).get(3)).put("Resource", "*")));
    notices(
        FunctionsIT::noWildcards,
        Stacks.dev(),
        Stacks.dev()
            .breaking(
                "ApprovalArchiveRole",
                it -> Cloud.map(statements(it).get(3)).put("Action", "dynamodb:*")));
  }

  private static void noWildcards(Cloud cloud) {
    List<Object> statements =
        cloud.all(ROLE).values().stream().flatMap(role -> statements(role).stream()).toList();
    assertThat(statements).hasSizeGreaterThan(20);
    assertThat(statements)
        .flatExtracting(statement -> values(Cloud.at(statement, "Action")))
        .noneMatch(action -> action.contains("*"));
    assertThat(statements)
        .flatExtracting(statement -> values(Cloud.at(statement, "Resource")))
        .filteredOn(resource -> resource.contains("*"))
        .containsOnly("${ApprovalChangesFailed.Arn}/aws/lambda/*");
  }

  @Test
  void eachFunctionHasARoleOfItsOwn() {
    assertThat(Stacks.dev().all(FUNCTION))
        .allSatisfy(
            (name, function) ->
                assertThat(function)
                    .containsEntry("Role", "${" + name.replaceAll("Function$", "Role") + ".Arn}"));
  }

  @Test
  void functionsStartFromSnapshotsOfWhatIsLive() {
    notices(
        FunctionsIT::snapshots,
        Stacks.dev(),
        Stacks.dev().breaking("WebPagesFunction", it -> it.remove("SnapStart")));
    notices(FunctionsIT::snapshots, Stacks.dev(), Stacks.dev().without("ApprovalArchiveLive"));
  }

  private static void snapshots(Cloud cloud) {
    assertThat(cloud.all(FUNCTION))
        .hasSize(8)
        .allSatisfy(
            (name, function) -> {
              assertThat(function)
                  .containsEntry("SnapStart", Map.of("ApplyOn", "PublishedVersions"))
                  .containsEntry("Architectures", List.of("arm64"))
                  .containsEntry("Runtime", "java21");
              assertThat((Integer) function.get("MemorySize")).isBetween(512, 2048);
              assertThat(Cloud.at(function, "Environment", "Variables", "JAVA_TOOL_OPTIONS"))
                  .isEqualTo("-XX:+TieredCompilation -XX:TieredStopAtLevel=1");
              assertThat((Integer) function.get("Timeout")).isBetween(5, 30);
              assertThat(cloud.properties(name.replaceAll("Function$", "Live")))
                  .containsEntry("Name", "live")
                  .containsEntry("FunctionName", "${" + name + "}")
                  .containsEntry("FunctionVersion", "${" + name + "CurrentVersion.Version}");
            });
  }

  @Test
  void handlersAreThoseOfTheFunctionsAndOfTheApplication() {
    Map<String, Object> handlers = new TreeMap<>();
    Stacks.dev()
        .all(FUNCTION)
        .forEach((name, function) -> handlers.put(name, function.get("Handler")));

    assertThat(handlers)
        .isEqualTo(
            Map.of(
                "WebListPostsFunction",
                handler("ListPosts"),
                "WebCreatePostFunction",
                handler("CreatePost"),
                "WebPagesFunction",
                "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest",
                "ApprovalFollowChangesFunction",
                handler("FollowChanges"),
                "ApprovalApprovalServiceFunction",
                handler("ApprovalService"),
                "ApprovalRecordDecisionFunction",
                handler("RecordDecision"),
                "ApprovalArchiveFunction",
                handler("Archive"),
                "ApprovalAttendFunction",
                handler("Attend")));
  }

  private static String handler(String name) {
    return "org.imprimatur.aws." + name + "Handler::handleRequest";
  }

  @Test
  void functionsAreToldTheNamesOfWhatTheyUse() {
    Map<String, List<String>> told = new TreeMap<>();
    Stacks.dev()
        .all(FUNCTION)
        .forEach(
            (name, function) ->
                told.put(
                    name.replaceAll("Function$", ""),
                    Cloud.map(Cloud.at(function, "Environment", "Variables")).keySet().stream()
                        .filter(variable -> !variable.matches("IMPRIMATUR_(?!AWS_).*|JAVA_.*"))
                        .sorted()
                        .toList()));

    assertThat(told)
        .isEqualTo(
            Map.of(
                "WebListPosts",
                List.of("POSTS_TABLE"),
                "WebCreatePost",
                List.of(
                    "APPROVAL_DELAY",
                    "ARCHIVE_TABLE",
                    "AUTHORS_MAX_PER_HOUR",
                    "AUTHORS_MAX_PER_MINUTE",
                    "AUTHORS_MAX_WAITING",
                    "IDENTITY_POOL",
                    "POSTS_LIFETIME",
                    "POSTS_TABLE",
                    "SESSIONS_TABLE",
                    "SIGN_IN_PROVIDER"),
                "WebPages",
                List.of(
                    "IMPRIMATUR_AWS_ARCHIVE_TABLE",
                    "IMPRIMATUR_AWS_AUDIT_TABLE",
                    "IMPRIMATUR_AWS_BUS",
                    "IMPRIMATUR_AWS_CREATE_URL",
                    "IMPRIMATUR_AWS_IDENTITY_POOL",
                    "IMPRIMATUR_AWS_NOTICES_TABLE",
                    "IMPRIMATUR_AWS_POSTS_TABLE",
                    "IMPRIMATUR_AWS_SESSIONS_TABLE",
                    "IMPRIMATUR_AWS_SESSION_KEY_SECRET"),
                "ApprovalFollowChanges",
                List.of("ARCHIVE_TABLE", "AUDIT_TABLE", "BUS_NAME", "NOTICES_TABLE", "POSTS_TABLE"),
                "ApprovalApprovalService",
                List.of("APPROVAL_POLICY", "BUS_NAME", "SESSIONS_TABLE"),
                "ApprovalRecordDecision",
                List.of("POSTS_LIFETIME", "POSTS_TABLE", "SESSIONS_TABLE"),
                "ApprovalArchive",
                List.of("ARCHIVE_TABLE", "AUDIT_TABLE"),
                "ApprovalAttend",
                List.of(
                    "APPROVAL_DELAY",
                    "ARCHIVE_TABLE",
                    "AUDIT_TABLE",
                    "BUS_NAME",
                    "NOTICES_TABLE",
                    "POSTS_TABLE",
                    "SESSIONS_TABLE")));
  }

  @Test
  void prodKeepsRoomForEachFunction() {
    int reserved =
        Stacks.prod().all(FUNCTION).values().stream()
            .mapToInt(function -> (Integer) function.get("ReservedConcurrentExecutions"))
            .sum();

    assertThat(reserved).as("of the 1,000 of an account, 100 of which stay free").isLessThan(900);
    assertThat(Stacks.dev().all(FUNCTION).values())
        .noneMatch(function -> function.containsKey("ReservedConcurrentExecutions"));
  }

  @Test
  void logsAreStructuredAndEnd() {
    notices(
        cloud -> logs(cloud, 7),
        Stacks.dev(),
        Stacks.dev().breaking("ApprovalArchiveLog", it -> it.remove("RetentionInDays")));
    notices(
        cloud -> logs(cloud, 90),
        Stacks.prod(),
        Stacks.prod()
            .breaking(
                "WebPagesFunction",
                it -> Cloud.map(it.get("LoggingConfig")).put("LogFormat", "Text")));
  }

  private static void logs(Cloud cloud, int days) {
    assertThat(cloud.all("AWS::Logs::LogGroup"))
        .hasSize(9)
        .allSatisfy((name, log) -> assertThat(log).containsEntry("RetentionInDays", days));
    assertThat(cloud.all(FUNCTION))
        .allSatisfy(
            (name, function) ->
                assertThat(Cloud.map(function.get("LoggingConfig")))
                    .containsEntry("LogFormat", "JSON")
                    .containsEntry("LogGroup", "${" + name.replaceAll("Function$", "Log") + "}"));
  }

  private static List<Object> statements(Map<String, Object> role) {
    return Cloud.list(role.get("Policies")).stream()
        .flatMap(policy -> Cloud.list(Cloud.at(policy, "PolicyDocument", "Statement")).stream())
        .toList();
  }

  /** A statement, one line for each resource. */
  private static Stream<String> lines(Object statement) {
    String actions =
        String.join(
            " ",
            values(Cloud.at(statement, "Action")).stream()
                .map(action -> action.replaceAll("^[a-z0-9]+:", ""))
                .toList());
    Object condition = Cloud.map(statement).get("Condition");
    String of =
        condition == null
            ? ""
            : " of " + Cloud.at(condition, "ForAllValues:StringLike", "dynamodb:LeadingKeys", 0);
    return values(Cloud.at(statement, "Resource")).stream()
        .map(resource -> resource.replaceAll("[${}]", "") + ": " + actions + of);
  }

  private static List<String> values(Object oneOrMany) {
    return oneOrMany instanceof List<?> many
        ? many.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(oneOrMany));
  }
}
