package org.imprimatur.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpIamAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpNoneAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpRouteKey;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.IHttpRouteAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * What the world reaches: an HTTP API whose List and Get are public and whose Create wants a
 * signature, the web application behind everything else, and the edge before all of it.
 */
final class Web extends Construct {
  static final String POSTS_PATH = "/api/posts";

  private static final String QUARKUS =
      "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
  private static final String DEFAULT_STAGE = "$default";

  /** No query: it may hold a code of sign-in. */
  private static final String ACCESS_LOG =
      """
      {"time":"$context.requestTimeEpoch","requestId":"$context.requestId",\
      "route":"$context.routeKey","path":"$context.path","status":"$context.status",\
      "address":"$context.identity.sourceIp","ms":"$context.responseLatency",\
      "functionMs":"$context.integrationLatency","bytes":"$context.responseLength",\
      "error":"$context.integrationErrorMessage","refused":"$context.authorizer.error"}"""
          .strip();

  private static final String PUBLISHED_IS_PUBLIC =
      "What was approved is for everyone; the function reads nothing else.";
  private static final String PAGES_KNOW_SESSIONS =
      "The application asks for the session itself, on each page that wants one.";

  private static final int SECONDS = 15;

  /** What Lambda gives one whole core with. */
  private static final int WHOLE_CORE_MB = 1769;

  private static final int KEY_LETTERS = 64;

  private final Settings settings;
  private final HandlerCode code;
  private final HttpApi api;
  private final Edge edge;
  private final Secret sessionKey;

  /** Makes the addresses; what answers there comes with {@link #serve}. */
  Web(Construct scope, Settings settings, HandlerCode code) {
    super(scope, "Web");
    this.settings = settings;
    this.code = code;
    this.api =
        HttpApi.Builder.create(this, "Api")
            .apiName(settings.stage().stackName())
            .createDefaultStage(false)
            .build();
    this.edge = new Edge(this, settings, api.getApiId());
    this.sessionKey = sessionKey();
  }

  /** The address people type, without a slash at the end. */
  String address() {
    return edge.address();
  }

  /** The ARN of the Create route. */
  String createRoute() {
    return api.arnForExecuteApi("POST", POSTS_PATH, DEFAULT_STAGE);
  }

  /** The URL of the Create route. Signatures name the host, so it is the API's, not the edge's. */
  String createUrl() {
    return "https://"
        + String.join(".", api.getApiId(), "execute-api", Aws.REGION, Aws.URL_SUFFIX)
        + POSTS_PATH;
  }

  /** Makes the functions that answer, and the routes to them. */
  void serve(Board board, Approval approval, Identity identity, Watch watch) {
    LiveFunction list = list(board);
    LiveFunction create = create(board, identity);
    LiveFunction pages = pages(board, approval, identity);
    List<HttpRoute> routes =
        List.of(
            open("List", key(HttpMethod.GET, POSTS_PATH), list, PUBLISHED_IS_PUBLIC),
            open("Get", key(HttpMethod.GET, POSTS_PATH + "/{id}"), list, PUBLISHED_IS_PUBLIC),
            route("Create", key(HttpMethod.POST, POSTS_PATH), create, new HttpIamAuthorizer()),
            open("Pages", HttpRouteKey.DEFAULT, pages, PAGES_KNOW_SESSIONS));
    stage().getNode().addDependency(routes.toArray(HttpRoute[]::new));
    watch.function("web", pages, 5);
    watch.function("list-posts", list, 5);
    watch.function("create-post", create, 5);
    watch.api(api.getApiId());
  }

  private LiveFunction list(Board board) {
    return function(
        "ListPosts",
        plan(
            "Lists published posts, for everyone.",
            "ListPosts",
            Map.of("POSTS_TABLE", board.posts().getTableName()),
            List.of(
                Allow.items(board.posts(), "dynamodb:GetItem"),
                Allow.query(board.posts(), Board.BY_PUBLISHED))));
  }

  private LiveFunction create(Board board, Identity identity) {
    Map<String, String> told = new TreeMap<>(tables(board));
    told.putAll(people(identity));
    told.put("POSTS_LIFETIME", settings.lifetime());
    told.put("APPROVAL_DELAY", settings.approval().delay().toString());
    told.put("AUTHORS_MAX_WAITING", "20");
    told.put("AUTHORS_MAX_PER_HOUR", "60");
    told.put("AUTHORS_MAX_PER_MINUTE", "10");
    return function(
        "CreatePost",
        plan(
            "Takes a post from who is signed in.",
            "CreatePost",
            told,
            List.of(
                Allow.items(
                    board.posts(), "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:PutItem"),
                Allow.query(board.posts(), Board.BY_AUTHOR),
                Allow.items(board.archive(), "dynamodb:GetItem", "dynamodb:BatchGetItem"),
                Allow.query(board.archive(), Board.BY_AUTHOR),
                Allow.query(board.sessions(), Board.BY_SUB))));
  }

  private LiveFunction pages(Board board, Approval approval, Identity identity) {
    Map<String, String> told = new TreeMap<>(application(identity));
    told.put("IMPRIMATUR_AWS_POSTS_TABLE", board.posts().getTableName());
    told.put("IMPRIMATUR_AWS_ARCHIVE_TABLE", board.archive().getTableName());
    told.put("IMPRIMATUR_AWS_SESSIONS_TABLE", board.sessions().getTableName());
    told.put("IMPRIMATUR_AWS_AUDIT_TABLE", board.audit().getTableName());
    told.put("IMPRIMATUR_AWS_NOTICES_TABLE", board.notices().getTableName());
    told.put("IMPRIMATUR_AWS_BUS", approval.bus().getEventBusName());
    told.put("IMPRIMATUR_AWS_CREATE_URL", createUrl());
    told.put("IMPRIMATUR_AWS_IDENTITY_POOL", identity.identityPool());
    told.put("IMPRIMATUR_AWS_SESSION_KEY_SECRET", sessionKey.getSecretArn());
    told.put("IMPRIMATUR_OIDC_SIGN_OUT_ORIGIN", identity.pages());
    settings
        .mailFrom()
        .ifPresent(
            from -> {
              told.put("IMPRIMATUR_MAIL_FROM", from);
              settings
                  .digest()
                  .ifPresent(every -> told.put("IMPRIMATUR_MAIL_DIGEST", every.toString()));
            });
    return function(
        "Pages",
        new FunctionPlan(
            "The web application.",
            code.web(),
            QUARKUS,
            FunctionPlan.Size.of(WHOLE_CORE_MB, SECONDS).reserving(300),
            told,
            pagesMay(board, approval)));
  }

  private List<PolicyStatement> pagesMay(Board board, Approval approval) {
    return List.of(
        Allow.items(board.posts(), "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:PutItem"),
        Allow.query(board.posts(), Board.BY_PUBLISHED, Board.BY_WAITING, Board.BY_AUTHOR),
        Allow.items(
            board.archive(), "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:PutItem"),
        Allow.query(board.archive(), Board.BY_AUTHOR, Board.BY_TIME),
        Allow.items(
            board.audit(),
            "dynamodb:GetItem",
            "dynamodb:BatchGetItem",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem"),
        Allow.query(board.audit(), Board.BY_POST, Board.BY_TIME, Board.BY_PERSON),
        Allow.items(
            board.notices(), "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:DeleteItem"),
        Allow.query(board.notices(), Board.BY_PERSON),
        Allow.items(
            board.sessions(),
            "dynamodb:GetItem",
            "dynamodb:BatchGetItem",
            "dynamodb:PutItem",
            "dynamodb:DeleteItem"),
        Allow.query(board.sessions(), Board.BY_SID, Board.BY_SUB, Board.BY_END),
        Allow.on(approval.bus().getEventBusArn(), "events:PutEvents"),
        Allow.on(sessionKey.getSecretArn(), "secretsmanager:GetSecretValue"));
  }

  private Map<String, String> application(Identity identity) {
    return Map.of(
        "IMPRIMATUR_RUNTIME", "aws",
        "IMPRIMATUR_STAGE", settings.stage().name(),
        "IMPRIMATUR_BASE_URL", address(),
        "IMPRIMATUR_DATA", "/tmp/imprimatur",
        "IMPRIMATUR_OIDC_ISSUER", "https://" + identity.provider(),
        "IMPRIMATUR_OIDC_CLIENT_ID", identity.client().getUserPoolClientId(),
        "IMPRIMATUR_APPROVAL_POLICY", settings.approval().policy(),
        "IMPRIMATUR_APPROVAL_DELAY", settings.approval().delay().toString(),
        "IMPRIMATUR_POSTS_LIFETIME", settings.lifetime());
  }

  private static Map<String, String> tables(Board board) {
    return Map.of(
        "POSTS_TABLE", board.posts().getTableName(),
        "ARCHIVE_TABLE", board.archive().getTableName(),
        "SESSIONS_TABLE", board.sessions().getTableName());
  }

  private static Map<String, String> people(Identity identity) {
    return Map.of(
        "SIGN_IN_PROVIDER", identity.provider(),
        "IDENTITY_POOL", identity.identityPool());
  }

  private FunctionPlan plan(
      String description, String name, Map<String, String> told, List<PolicyStatement> may) {
    Code functions = code.functions();
    FunctionPlan.Size size = FunctionPlan.Size.of(1024, SECONDS).reserving(100);
    return new FunctionPlan(description, functions, HandlerCode.handler(name), size, told, may);
  }

  private LiveFunction function(String id, FunctionPlan plan) {
    return new LiveFunction(this, id, settings.stage(), plan);
  }

  private HttpRoute route(
      String id, HttpRouteKey key, LiveFunction function, IHttpRouteAuthorizer authorizer) {
    return HttpRoute.Builder.create(this, id + "Route")
        .httpApi(api)
        .routeKey(key)
        .integration(new HttpLambdaIntegration(id, function.live()))
        .authorizer(authorizer)
        .build();
  }

  private HttpRoute open(String id, HttpRouteKey key, LiveFunction function, String reason) {
    HttpRoute route = route(id, key, function, new HttpNoneAuthorizer());
    Excused.of("APIG4", route, reason);
    return route;
  }

  private static HttpRouteKey key(HttpMethod method, String path) {
    return HttpRouteKey.with(path, method);
  }

  private HttpStage stage() {
    int requests = settings.limits().requests();
    HttpStage stage =
        HttpStage.Builder.create(this, "Stage")
            .httpApi(api)
            .stageName(DEFAULT_STAGE)
            .autoDeploy(true)
            .throttle(ThrottleSettings.builder().rateLimit(requests).burstLimit(requests).build())
            .build();
    if (stage.getNode().getDefaultChild() instanceof CfnStage resource) {
      resource.setRouteSettings(Map.of("POST " + POSTS_PATH, submissionsAtMost()));
      resource.setAccessLogSettings(accessLog());
    }
    return stage;
  }

  private Map<String, Integer> submissionsAtMost() {
    int rate = settings.limits().submissions();
    return Map.of("ThrottlingRateLimit", rate, "ThrottlingBurstLimit", 2 * rate);
  }

  private CfnStage.AccessLogSettingsProperty accessLog() {
    LogGroup log =
        LogGroup.Builder.create(this, "AccessLog")
            .retention(settings.stage().logRetention())
            .removalPolicy(settings.stage().removal())
            .build();
    return CfnStage.AccessLogSettingsProperty.builder()
        .destinationArn(log.getLogGroupArn())
        .format(ACCESS_LOG)
        .build();
  }

  /** The key that seals tokens at rest is derived from this; without it people sign in again. */
  private Secret sessionKey() {
    Secret secret =
        Secret.Builder.create(this, "SessionKey")
            .description("Seals the tokens in the sessions' table.")
            .generateSecretString(
                SecretStringGenerator.builder()
                    .passwordLength(KEY_LETTERS)
                    .excludePunctuation(true)
                    .build())
            .removalPolicy(settings.stage().removal())
            .build();
    Excused.of(
        "SMG4",
        secret,
        "A new one ends all sessions; it is changed by hand, when it may be known.");
    return secret;
  }
}
