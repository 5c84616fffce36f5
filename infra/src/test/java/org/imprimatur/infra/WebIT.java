package org.imprimatur.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.infra.Checks.notices;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WebIT {
  private static final String ROUTE = "AWS::ApiGatewayV2::Route";
  private static final String DISTRIBUTION = "WebEdgeDistribution";

  @Test
  void exactlyTheIntendedRoutesAreOpen() {
    notices(
        WebIT::openRoutes,
        Stacks.dev(),
        Stacks.dev().breaking("WebCreateRoute", it -> it.put("AuthorizationType", "NONE")));
    notices(
        WebIT::openRoutes,
        Stacks.dev(),
        Stacks.dev().breaking("WebCreateRoute", it -> it.remove("AuthorizationType")));
  }

  /** A route that says nothing is open, too. */
  private static void openRoutes(Cloud cloud) {
    Map<Object, Object> routes =
        cloud.all(ROUTE).values().stream()
            .collect(
                Collectors.toMap(
                    route -> route.get("RouteKey"),
                    route -> route.getOrDefault("AuthorizationType", "NONE")));
    assertThat(routes)
        .isEqualTo(
            Map.of(
                "GET /api/posts", "NONE",
                "GET /api/posts/{id}", "NONE",
                "POST /api/posts", "AWS_IAM",
                "$default", "NONE"));
  }

  @Test
  void signedInPeopleMayCallTheCreateRouteAndNothingElse() {
    notices(
        WebIT::createAlone,
        Stacks.dev(),
        Stacks.dev()
            .breaking(
                "IdentityAuthenticated",
                it ->
                    Cloud.map(Cloud.at(it, "Policies", 0, "PolicyDocument", "Statement", 0))
                        .put("Resource", "arn:aws:execute-api:*:*:${WebApi}/*")));
  }

  private static void createAlone(Cloud cloud) {
    Map<String, Object> role = cloud.properties("IdentityAuthenticated");
    assertThat(Cloud.list(role.get("Policies"))).hasSize(1);
    assertThat(role).doesNotContainKey("ManagedPolicyArns");
    assertThat(Cloud.list(Cloud.at(role, "Policies", 0, "PolicyDocument", "Statement")))
        .containsExactly(
            Map.of(
                "Effect",
                "Allow",
                "Action",
                "execute-api:Invoke",
                "Resource",
                "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${WebApi}"
                    + "/$default/POST/api/posts"));
  }

  @Test
  void functionsGetThePayloadTheyRead() {
    assertThat(Stacks.dev().all("AWS::ApiGatewayV2::Integration"))
        .hasSize(4)
        .allSatisfy(
            (name, integration) ->
                assertThat(integration)
                    .containsEntry("IntegrationType", "AWS_PROXY")
                    .containsEntry("PayloadFormatVersion", "2.0"));
    assertThat(integrationOf("WebListRouteList")).isEqualTo("${WebListPostsLive}");
    assertThat(integrationOf("WebGetRouteGet")).isEqualTo("${WebListPostsLive}");
    assertThat(integrationOf("WebCreateRouteCreate")).isEqualTo("${WebCreatePostLive}");
    assertThat(integrationOf("WebPagesRoutePages")).isEqualTo("${WebPagesLive}");
  }

  private static Object integrationOf(String name) {
    return Stacks.dev().properties(name).get("IntegrationUri");
  }

  @Test
  void requestsAreThrottledAndSubmissionsMore() {
    notices(
        WebIT::throttled,
        Stacks.own(),
        Stacks.own().breaking("WebStage", it -> it.remove("RouteSettings")));
  }

  private static void throttled(Cloud cloud) {
    Map<String, Object> stage = cloud.only("AWS::ApiGatewayV2::Stage");
    assertThat(stage)
        .containsEntry("StageName", "$default")
        .containsEntry(
            "DefaultRouteSettings", Map.of("ThrottlingBurstLimit", 50, "ThrottlingRateLimit", 50))
        .containsEntry(
            "RouteSettings",
            Map.of("POST /api/posts", Map.of("ThrottlingRateLimit", 3, "ThrottlingBurstLimit", 6)));
    assertThat(Cloud.list(cloud.resource("WebStage").get("DependsOn")))
        .as("settings of a route that is not there yet are refused")
        .anyMatch(name -> name.toString().startsWith("WebCreateRoute"));
  }

  @Test
  void requestsAreLoggedWithoutTheirQuery() {
    Map<String, Object> stage = Stacks.dev().only("AWS::ApiGatewayV2::Stage");

    assertThat(Cloud.at(stage, "AccessLogSettings", "DestinationArn"))
        .isEqualTo("${WebAccessLog.Arn}");
    assertThat((String) Cloud.at(stage, "AccessLogSettings", "Format"))
        .startsWith("{\"time\":")
        .endsWith("}")
        .doesNotContain("query", "protocol", "\n");
  }

  @Test
  void strangersShareAPageAndSignedInPeopleNever() {
    notices(
        WebIT::keys,
        Stacks.dev(),
        Stacks.dev()
            .breaking(
                "WebEdgePerVisitor",
                it -> parameters(it).put("CookiesConfig", Map.of("CookieBehavior", "none"))));
    notices(
        WebIT::keys,
        Stacks.dev(),
        Stacks.dev()
            .breaking(
                "WebEdgePerVisitor",
                it -> parameters(it).put("HeadersConfig", Map.of("HeaderBehavior", "none"))));
  }

  private static void keys(Cloud cloud) {
    assertThat(parameters(cloud.properties("WebEdgePerVisitor")))
        .containsEntry(
            "CookiesConfig",
            Map.of("CookieBehavior", "whitelist", "Cookies", List.of("__Host-session")))
        .containsEntry(
            "HeadersConfig",
            Map.of("HeaderBehavior", "whitelist", "Headers", List.of("Authorization")))
        .containsEntry("QueryStringsConfig", Map.of("QueryStringBehavior", "all"))
        .containsEntry("EnableAcceptEncodingGzip", true);
    assertThat(behavior(cloud))
        .containsEntry("CachePolicyId", "${WebEdgePerVisitor}")
        .containsEntry("OriginRequestPolicyId", "b689b0a8-53d0-40ab-baf2-68738e2966ac")
        .containsEntry("ViewerProtocolPolicy", "redirect-to-https");
  }

  @Test
  void assetsAreTheSameForEveryone() {
    assertThat(parameters(Stacks.dev().properties("WebEdgeForEveryone")))
        .containsEntry("CookiesConfig", Map.of("CookieBehavior", "none"))
        .containsEntry("HeadersConfig", Map.of("HeaderBehavior", "none"))
        .containsEntry("QueryStringsConfig", Map.of("QueryStringBehavior", "none"));
    assertThat(
            Cloud.list(
                Cloud.at(
                    Stacks.dev().properties(DISTRIBUTION), "DistributionConfig", "CacheBehaviors")))
        .extracting(it -> Cloud.at(it, "PathPattern"))
        .containsExactlyInAnyOrder("/assets/*", "/webjars/*");
  }

  @Test
  void nothingIsKeptLongerThanTheApplicationSays() {
    notices(
        WebIT::originDecides,
        Stacks.dev(),
        Stacks.dev()
            .breaking(
                "WebEdgePerVisitor",
                it -> Cloud.map(it.get("CachePolicyConfig")).put("MinTTL", 1)));
    notices(
        WebIT::originDecides,
        Stacks.dev(),
        Stacks.dev()
            .breaking(
                DISTRIBUTION,
                it -> Cloud.map(it.get("DistributionConfig")).remove("CustomErrorResponses")));
  }

  private static void originDecides(Cloud cloud) {
    assertThat(cloud.all("AWS::CloudFront::CachePolicy").values())
        .hasSize(2)
        .allSatisfy(
            policy ->
                assertThat(Cloud.map(policy.get("CachePolicyConfig")))
                    .containsEntry("MinTTL", 0)
                    .containsEntry("DefaultTTL", 0));
    assertThat(config(cloud))
        .containsEntry(
            "CustomErrorResponses",
            List.of(404, 405, 414, 500, 501, 502, 503, 504).stream()
                .map(status -> Map.of("ErrorCode", status, "ErrorCachingMinTTL", 0))
                .toList());
  }

  @Test
  void answersOfTheEdgeItselfHaveTheHeadersToo() {
    Object headers =
        Cloud.at(
            Stacks.dev().only("AWS::CloudFront::ResponseHeadersPolicy"),
            "ResponseHeadersPolicyConfig",
            "SecurityHeadersConfig");

    assertThat(Cloud.map(Cloud.at(headers, "StrictTransportSecurity")))
        .containsEntry("AccessControlMaxAgeSec", 31_536_000)
        .containsEntry("IncludeSubdomains", true);
    assertThat(Cloud.map(headers)).containsKeys("ContentTypeOptions", "FrameOptions");
    assertThat(Cloud.at(headers, "ContentSecurityPolicy", "Override")).isEqualTo(false);
    assertThat(behavior(Stacks.dev()))
        .containsEntry("ResponseHeadersPolicyId", "${WebEdgeHeaders}");
  }

  @Test
  void theOriginIsTheApiOverTlsOnly() {
    Object origin = Cloud.at(config(Stacks.dev()), "Origins", 0);

    assertThat(Cloud.at(origin, "DomainName"))
        .isEqualTo("${WebApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}");
    assertThat(Cloud.at(origin, "CustomOriginConfig", "OriginProtocolPolicy"))
        .isEqualTo("https-only");
  }

  @Test
  void anOwnDomainHasItsCertificateAndModernTls() {
    assertThat(config(Stacks.own())).containsEntry("Aliases", List.of("board.example.org"));
    assertThat(Cloud.map(config(Stacks.own()).get("ViewerCertificate")))
        .containsEntry("MinimumProtocolVersion", "TLSv1.2_2021");
    assertThat(environment(Stacks.own()))
        .containsEntry("IMPRIMATUR_BASE_URL", "https://board.example.org");
  }

  @Test
  void theApplicationIsToldWhereEverythingIs() {
    assertThat(environment(Stacks.dev()))
        .containsEntry("IMPRIMATUR_RUNTIME", "aws")
        .containsEntry("IMPRIMATUR_STAGE", "dev")
        .containsEntry("IMPRIMATUR_BASE_URL", "https://${WebEdgeDistribution.DomainName}")
        .containsEntry("IMPRIMATUR_OIDC_ISSUER", "https://${IdentityUsers.ProviderName}")
        .containsEntry("IMPRIMATUR_OIDC_CLIENT_ID", "${IdentityClient}")
        .hasEntrySatisfying(
            "IMPRIMATUR_OIDC_SIGN_OUT_ORIGIN",
            origin ->
                assertThat(origin)
                    .asString()
                    .startsWith("https://")
                    .endsWith(".auth.${AWS::Region}.amazoncognito.com"))
        .containsEntry("IMPRIMATUR_AWS_IDENTITY_POOL", "${IdentityIdentities}")
        .containsEntry("IMPRIMATUR_AWS_SESSION_KEY_SECRET", "${WebSessionKey}")
        .containsEntry(
            "IMPRIMATUR_AWS_CREATE_URL",
            "https://${WebApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/api/posts");
  }

  private static Map<String, Object> environment(Cloud cloud) {
    return Cloud.map(Cloud.at(cloud.properties("WebPagesFunction"), "Environment", "Variables"));
  }

  private static Map<String, Object> parameters(Map<String, Object> policy) {
    return Cloud.map(
        Cloud.at(policy, "CachePolicyConfig", "ParametersInCacheKeyAndForwardedToOrigin"));
  }

  private static Map<String, Object> config(Cloud cloud) {
    return Cloud.map(cloud.properties(DISTRIBUTION).get("DistributionConfig"));
  }

  private static Map<String, Object> behavior(Cloud cloud) {
    return Cloud.map(config(cloud).get("DefaultCacheBehavior"));
  }
}
