package org.imprimatur.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.infra.Checks.notices;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityIT {
  private static final String SITE = "https://${WebEdgeDistribution.DomainName}";

  @Test
  void peopleSignThemselvesUpWithAnAddressThatIsVerified() {
    Map<String, Object> users = Stacks.dev().properties("IdentityUsers");

    assertThat(Cloud.at(users, "AdminCreateUserConfig", "AllowAdminCreateUserOnly"))
        .isEqualTo(false);
    assertThat(users).containsEntry("AutoVerifiedAttributes", List.of("email"));
    assertThat(users).containsEntry("UsernameAttributes", List.of("email"));
    assertThat(Cloud.list(users.get("Schema")))
        .extracting(attribute -> Cloud.at(attribute, "Name"))
        .containsExactly("email", "preferred_username");
    assertThat(Stacks.dev().only("AWS::Cognito::UserPoolDomain"))
        .containsEntry("Domain", "imprimatur-dev-${AWS::AccountId}")
        .containsEntry("ManagedLoginVersion", 2);
    assertThat(Stacks.dev().only("AWS::Cognito::ManagedLoginBranding"))
        .containsEntry("ClientId", "${IdentityClient}");
  }

  @Test
  void mailsComeFromAnOwnAddressWhereThereIsOne() {
    assertThat(Stacks.own().properties("IdentityUsers"))
        .containsEntry(
            "EmailConfiguration",
            Map.of(
                "EmailSendingAccount",
                "DEVELOPER",
                "From",
                "board@example.org",
                "SourceArn",
                "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}"
                    + ":identity/board@example.org"));
    assertThat(Stacks.dev().properties("IdentityUsers")).doesNotContainKey("EmailConfiguration");
  }

  @Test
  void moderatorsAreAGroup() {
    assertThat(Stacks.dev().only("AWS::Cognito::UserPoolGroup"))
        .containsEntry("GroupName", "moderator");
  }

  @Test
  void theClientIsPublicAndHasTheCodeFlowAlone() {
    notices(
        IdentityIT::codeFlowAlone,
        Stacks.dev(),
        Stacks.dev()
            .breaking(
                "IdentityClient", it -> it.put("AllowedOAuthFlows", List.of("code", "implicit"))));
  }

  private static void codeFlowAlone(Cloud cloud) {
    assertThat(cloud.only("AWS::Cognito::UserPoolClient"))
        .containsEntry("AllowedOAuthFlows", List.of("code"))
        .containsEntry("AllowedOAuthScopes", List.of("openid", "email", "profile"))
        .containsEntry("GenerateSecret", false)
        .containsEntry("SupportedIdentityProviders", List.of("COGNITO"))
        .containsEntry("PreventUserExistenceErrors", "ENABLED");
  }

  @Test
  void callbacksAreExact() {
    notices(
        cloud -> callbacks(cloud, SITE),
        Stacks.dev(),
        Stacks.dev()
            .breaking(
                "IdentityClient",
                it ->
                    it.put(
                        "CallbackURLs",
                        List.of(SITE + "/sign-in/callback", "http://localhost:8080/"))));
    callbacks(Stacks.own(), "https://board.example.org");
  }

  private static void callbacks(Cloud cloud, String site) {
    assertThat(cloud.only("AWS::Cognito::UserPoolClient"))
        .containsEntry("CallbackURLs", List.of(site + "/sign-in/callback"))
        .containsEntry("LogoutURLs", List.of(site + "/"));
  }

  @Test
  void refreshTokensRotateAtTheTokenEndpointWithGrace() {
    notices(
        IdentityIT::rotation,
        Stacks.dev(),
        Stacks.dev()
            .breaking(
                "IdentityClient",
                it ->
                    it.put(
                        "ExplicitAuthFlows",
                        List.of("ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"))));
  }

  private static void rotation(Cloud cloud) {
    Map<String, Object> client = cloud.only("AWS::Cognito::UserPoolClient");
    assertThat(Cloud.at(client, "RefreshTokenRotation", "Feature")).isEqualTo("ENABLED");
    assertThat((Integer) Cloud.at(client, "RefreshTokenRotation", "RetryGracePeriodSeconds"))
        .isBetween(10, 60);
    assertThat(Cloud.list(client.get("ExplicitAuthFlows")))
        .isNotEmpty()
        .doesNotContain("ALLOW_REFRESH_TOKEN_AUTH");
    assertThat(client)
        .containsEntry("EnableTokenRevocation", true)
        .containsEntry("RefreshTokenValidity", 12 * 60);
    assertThat(cloud.properties("IdentityUsers")).containsEntry("UserPoolTier", "ESSENTIALS");
  }

  @Test
  void credentialsAreForSignedInPeopleByTheEnhancedFlowAlone() {
    notices(
        IdentityIT::enhancedFlowAlone,
        Stacks.dev(),
        Stacks.dev().breaking("IdentityIdentities", it -> it.put("AllowClassicFlow", true)));
    notices(
        IdentityIT::enhancedFlowAlone,
        Stacks.dev(),
        Stacks.dev()
            .breaking("IdentityIdentities", it -> it.put("AllowUnauthenticatedIdentities", true)));
  }

  private static void enhancedFlowAlone(Cloud cloud) {
    Map<String, Object> pool = cloud.only("AWS::Cognito::IdentityPool");
    assertThat(pool)
        .containsEntry("AllowClassicFlow", false)
        .containsEntry("AllowUnauthenticatedIdentities", false)
        .containsEntry(
            "CognitoIdentityProviders",
            List.of(
                Map.of(
                    "ClientId", "${IdentityClient}",
                    "ProviderName", "${IdentityUsers.ProviderName}",
                    "ServerSideTokenCheck", true)));
    assertThat(cloud.only("AWS::Cognito::IdentityPoolRoleAttachment"))
        .containsEntry("Roles", Map.of("authenticated", "${IdentityAuthenticated.Arn}"));
  }

  @Test
  void theRoleIsForThisPoolAlone() {
    Object trust =
        Cloud.at(
            Stacks.dev().properties("IdentityAuthenticated"),
            "AssumeRolePolicyDocument",
            "Statement",
            0);

    assertThat(Cloud.map(trust))
        .containsEntry("Action", "sts:AssumeRoleWithWebIdentity")
        .containsEntry("Principal", Map.of("Federated", "cognito-identity.amazonaws.com"))
        .containsEntry(
            "Condition",
            Map.of(
                "StringEquals",
                Map.of("cognito-identity.amazonaws.com:aud", "${IdentityIdentities}"),
                "ForAnyValue:StringLike",
                Map.of("cognito-identity.amazonaws.com:amr", "authenticated")));
  }
}
