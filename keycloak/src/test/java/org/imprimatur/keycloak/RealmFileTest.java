package org.imprimatur.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealmFileTest {

  private final JsonNode realm = read();
  private final JsonNode board = client("imprimatur");
  private final JsonNode setup = client("imprimatur-setup");

  @Test
  void isTheRealmThatTheIssuerNames() {
    assertThat(realm.get("realm").asText()).isEqualTo(Server.REALM);
    assertThat(realm.get("enabled").asBoolean()).isTrue();
  }

  @Test
  void everybodyMayRegisterWithoutAMailServer() {
    assertThat(realm.get("registrationAllowed").asBoolean()).isTrue();
    assertThat(realm.get("registrationEmailAsUsername").asBoolean()).isFalse();
    assertThat(realm.get("verifyEmail").asBoolean()).isFalse();
    assertThat(realm.get("resetPasswordAllowed").asBoolean()).isFalse();
  }

  @Test
  void aRefreshTokenIsGoodOnce() {
    assertThat(realm.get("revokeRefreshToken").asBoolean()).isTrue();
    assertThat(realm.get("refreshTokenMaxReuse").asInt(-1)).isZero();
  }

  @Test
  void anAccessTokenLivesFiveMinutes() {
    assertThat(realm.get("accessTokenLifespan").asInt()).isEqualTo(300);
  }

  @Test
  void guessingPasswordsIsSlowedDownButLocksNobodyOutForGood() {
    assertThat(realm.get("bruteForceProtected").asBoolean()).isTrue();
    assertThat(realm.get("permanentLockout").asBoolean()).isFalse();
    assertThat(realm.get("failureFactor").asInt()).isBetween(1, 10);
  }

  @Test
  void aPasswordIsNotShortAndNotTheName() {
    assertThat(realm.get("passwordPolicy").asText())
        .contains("length(10)", "maxLength(128)", "notUsername", "notEmail");
  }

  @Test
  void plainHttpIsForThisMachineAlone() {
    assertThat(realm.get("sslRequired").asText()).isEqualTo("external");
  }

  @Test
  void theBoardIsAConfidentialClientWithTheCodeFlowAlone() {
    assertThat(board.get("publicClient").asBoolean()).isFalse();
    assertThat(board.get("clientAuthenticatorType").asText()).isEqualTo("client-secret");
    assertThat(board.get("standardFlowEnabled").asBoolean()).isTrue();
    assertThat(board.get("implicitFlowEnabled").asBoolean(true)).isFalse();
    assertThat(board.get("directAccessGrantsEnabled").asBoolean(true)).isFalse();
    assertThat(board.get("serviceAccountsEnabled").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oauth2.device.authorization.grant.enabled",
        "oidc.ciba.grant.enabled",
        "standard.token.exchange.enabled"
      })
  void theBoardHasNoOtherGrant(String grant) {
    assertThat(board.at("/attributes").path(grant).asText()).isEqualTo("false");
  }

  @Test
  void theBoardMustUsePkceWithSha256() {
    assertThat(board.at("/attributes").get("pkce.code.challenge.method").asText())
        .isEqualTo("S256");
  }

  @Test
  void addressesAreExact() {
    assertThat(texts(board.get("redirectUris")))
        .containsExactly("${IMPRIMATUR_BASE_URL}/sign-in/callback");
    assertThat(board.at("/attributes").get("post.logout.redirect.uris").asText())
        .isEqualTo("${IMPRIMATUR_BASE_URL}/");
    assertThat(board.get("webOrigins")).isEmpty();
  }

  @Test
  void signOutReachesTheBoardBySession() {
    JsonNode attributes = board.get("attributes");
    assertThat(attributes.get("backchannel.logout.url").asText())
        .isEqualTo("${IMPRIMATUR_BASE_URL}/back-channel-logout");
    assertThat(attributes.get("backchannel.logout.session.required").asText()).isEqualTo("true");
    assertThat(board.get("frontchannelLogout").asBoolean(true)).isFalse();
  }

  @Test
  void tokensNameTheirAudienceAndTheRolesThatMatterHere() {
    assertThat(mapper("audience").at("/config/included.client.audience").asText())
        .isEqualTo("imprimatur");
    assertThat(mapper("audience").at("/config/access.token.claim").asText()).isEqualTo("true");
    JsonNode roles = mapper("roles").get("config");
    assertThat(roles.get("claim.name").asText()).isEqualTo("roles");
    assertThat(roles.get("id.token.claim").asText()).isEqualTo("true");
    assertThat(roles.get("access.token.claim").asText()).isEqualTo("true");
    assertThat(board.get("fullScopeAllowed").asBoolean(true)).isFalse();
    assertThat(texts(realm.at("/scopeMappings/0/roles"))).containsExactly("moderator");
  }

  @Test
  void noTokenOutlivesItsSession() {
    assertThat(texts(board.get("optionalClientScopes"))).doesNotContain("offline_access");
    assertThat(texts(board.get("defaultClientScopes"))).doesNotContain("offline_access");
  }

  @Test
  void theSetupClientMayManageClientsAndNothingElse() {
    assertThat(setup.get("publicClient").asBoolean()).isFalse();
    assertThat(setup.get("standardFlowEnabled").asBoolean(true)).isFalse();
    assertThat(setup.get("implicitFlowEnabled").asBoolean(true)).isFalse();
    assertThat(setup.get("directAccessGrantsEnabled").asBoolean(true)).isFalse();
    JsonNode account = user("service-account-imprimatur-setup");
    assertThat(texts(account.at("/clientRoles/realm-management")))
        .containsExactly("manage-clients");
    assertThat(account.has("realmRoles")).isFalse();
  }

  @Test
  void theFirstModeratorIsTheOnlyPerson() {
    assertThat(realm.get("users")).hasSize(2);
    assertThat(texts(user("moderator").get("realmRoles"))).contains("moderator");
  }

  @Test
  void everySecretIsLeftToTheInstallation() {
    assertThat(board.get("secret").asText()).isEqualTo("${IMPRIMATUR_CLIENT_SECRET}");
    assertThat(setup.get("secret").asText()).isEqualTo("${IMPRIMATUR_SETUP_SECRET}");
    assertThat(user("moderator").at("/credentials/0/value").asText())
        .isEqualTo("${IMPRIMATUR_MODERATOR_PASSWORD}");
    assertThat(realm.has("components")).as("keys are made by each installation").isFalse();
  }

  private JsonNode client(String id) {
    return only(realm.get("clients"), "clientId", id);
  }

  private JsonNode user(String name) {
    return only(realm.get("users"), "username", name);
  }

  private JsonNode mapper(String name) {
    return only(board.get("protocolMappers"), "name", name);
  }

  private static JsonNode only(JsonNode list, String field, String value) {
    List<JsonNode> found =
        elements(list).filter(one -> one.get(field).asText().equals(value)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static List<String> texts(JsonNode list) {
    return elements(list).map(JsonNode::asText).toList();
  }

  private static Stream<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static JsonNode read() {
    try (var file = RealmFileTest.class.getResourceAsStream("imprimatur-realm.json")) {
      return new ObjectMapper().readTree(file);
    } catch (IOException fault) {
      throw new AssertionError("the realm file is not JSON", fault);
    }
  }
}
