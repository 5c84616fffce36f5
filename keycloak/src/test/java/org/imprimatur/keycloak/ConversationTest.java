package org.imprimatur.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ConversationTest {

  private final BoardUrls there = BoardUrls.under(URI.create("http://localhost:9090/board/"));

  @Test
  void aMovedClientHasTheNewAddressesAlone() throws IOException {
    ObjectNode moved = Conversation.pointedAt(there, client());
    assertThat(moved.get("baseUrl").asText()).isEqualTo("http://localhost:9090/board/");
    assertThat(moved.get("redirectUris")).hasSize(1);
    assertThat(moved.at("/redirectUris/0").asText())
        .isEqualTo("http://localhost:9090/board/sign-in/callback");
    assertThat(moved.at("/attributes").get("post.logout.redirect.uris").asText())
        .isEqualTo("http://localhost:9090/board/");
    assertThat(moved.at("/attributes").get("backchannel.logout.url").asText())
        .isEqualTo("http://localhost:9090/board/back-channel-logout");
  }

  @Test
  void everythingElseOfTheClientStays() throws IOException {
    ObjectNode moved = Conversation.pointedAt(there, client());
    assertThat(moved.get("secret").asText()).isEqualTo("kept");
    assertThat(moved.at("/attributes").get("pkce.code.challenge.method").asText())
        .isEqualTo("S256");
  }

  @Test
  void movingWhereItIsChangesNothing() throws IOException {
    ObjectNode moved = Conversation.pointedAt(there, client());
    assertThat(Conversation.pointedAt(there, moved)).isEqualTo(moved);
  }

  @Test
  void theRealmFileAndTheMoveAgree() throws IOException {
    try (var file = ConversationTest.class.getResourceAsStream("imprimatur-realm.json")) {
      ObjectNode imported = (ObjectNode) new ObjectMapper().readTree(file).at("/clients/0");
      BoardUrls placeholder = new BoardUrls("${IMPRIMATUR_BASE_URL}");
      assertThat(Conversation.pointedAt(placeholder, imported)).isEqualTo(imported);
    }
  }

  private static ObjectNode client() throws IOException {
    return (ObjectNode)
        new ObjectMapper()
            .readTree(
                """
                {"secret": "kept", "baseUrl": "http://localhost:8080/",
                 "redirectUris": ["http://localhost:8080/sign-in/callback", "http://old/*"],
                 "attributes": {"pkce.code.challenge.method": "S256",
                                "post.logout.redirect.uris": "http://localhost:8080/"}}
                """);
  }
}
