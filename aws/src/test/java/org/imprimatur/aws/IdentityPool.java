package org.imprimatur.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The wire of an identity pool: lends credentials for an ID token, numbered as they are lent. */
final class IdentityPool {
  static final List<String> TOKENS = new ArrayList<>();
  static Instant expiration = Instant.EPOCH;

  private IdentityPool() {}

  static String secret(String accessKey) {
    return "secret-of-" + accessKey;
  }

  static Http.Answer answer(String target, byte[] body) throws IOException {
    JsonNode request = Recorded.MAPPER.readTree(body);
    String token = request.get("Logins").elements().next().asText();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("IdentityId", "eu-west-1:" + token);
    if (target.endsWith("GetCredentialsForIdentity")) {
      TOKENS.add(token);
      String accessKey = "ASIA" + TOKENS.size();
      answer
          .putObject("Credentials")
          .put("AccessKeyId", accessKey)
          .put("SecretKey", secret(accessKey))
          .put("SessionToken", "session-of-" + accessKey)
          .put("Expiration", expiration.toEpochMilli() / 1000.0);
    }
    return new Http.Answer(200, answer.toString().getBytes(StandardCharsets.UTF_8));
  }
}
