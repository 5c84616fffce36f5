package org.imprimatur.web.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprimatur.aws.CreatePostHandler;

/** The Create route behind its IAM authorizer, which takes signatures at their word. */
final class CreateRoute {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SIGNER =
      Pattern.compile("AWS4-HMAC-SHA256 Credential=ASIA([0-9A-F]+)/.*");
  private static final String PROVIDER = FakeCloud.ISSUER.replaceFirst("https://", "");

  private CreatePostHandler function;

  /** The access key that is lent to this person. */
  static String accessKey(String subject) {
    return "ASIA"
        + HexFormat.of().withUpperCase().formatHex(subject.getBytes(StandardCharsets.UTF_8));
  }

  /** Started by the first request, as Lambda does. */
  private synchronized CreatePostHandler function(HttpExchange request) {
    if (function == null) {
      String host = request.getRequestHeaders().getFirst("Host");
      System.setProperty("aws.endpointUrl", "http://" + host);
      function = new CreatePostHandler();
    }
    return function;
  }

  FakeCloud.Answer answer(HttpExchange request, byte[] body) throws IOException {
    Matcher signer =
        SIGNER.matcher(String.valueOf(request.getRequestHeaders().getFirst("Authorization")));
    if (!signer.matches()) {
      return new FakeCloud.Answer(
          403, "{\"message\":\"Forbidden\"}".getBytes(StandardCharsets.UTF_8));
    }
    byte[] subject = HexFormat.of().parseHex(signer.group(1));
    ObjectNode event = event(request, body, new String(subject, StandardCharsets.UTF_8));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    function(request)
        .handleRequest(new ByteArrayInputStream(JSON.writeValueAsBytes(event)), out, null);
    JsonNode answer = JSON.readTree(out.toByteArray());
    return new FakeCloud.Answer(
        answer.get("statusCode").intValue(),
        answer.get("body").textValue().getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode event(HttpExchange request, byte[] body, String subject) {
    ObjectNode event = JSON.createObjectNode().put("version", "2.0");
    ObjectNode headers = event.putObject("headers");
    request
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    event
        .putObject("requestContext")
        .putObject("authorizer")
        .putObject("iam")
        .putObject("cognitoIdentity")
        .put("identityPoolId", FakeCloud.IDENTITY_POOL)
        .putArray("amr")
        .add("authenticated")
        .add(PROVIDER)
        .add(PROVIDER + ":CognitoSignIn:" + subject);
    return event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
  }
}
