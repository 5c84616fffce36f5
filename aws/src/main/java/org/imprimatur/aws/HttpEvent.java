package org.imprimatur.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.imprimatur.api.Answer;
import org.imprimatur.json.JsonText;

/**
 * A request as an HTTP API hands it to a function, payload format 2.0: headers in lower case, those
 * sent several times joined by commas, the body in Base64 where it is not text (<a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">payload
 * format</a>).
 */
record HttpEvent(JsonNode json) {
  static HttpEvent read(InputStream event) throws IOException {
    return new HttpEvent(JsonText.read(event));
  }

  Optional<String> pathParameter(String name) {
    return string(json.path("pathParameters").path(name));
  }

  Optional<String> query(String name) {
    return string(json.path("queryStringParameters").path(name));
  }

  Optional<String> header(String name) {
    return string(json.path("headers").path(name.toLowerCase(Locale.ROOT)));
  }

  byte[] body() {
    String body = json.path("body").asText("");
    return json.path("isBase64Encoded").asBoolean()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  /** Who the IAM authorizer found behind the signature. */
  JsonNode cognitoIdentity() {
    return json.path("requestContext").path("authorizer").path("iam").path("cognitoIdentity");
  }

  static void write(Answer answer, OutputStream out) throws IOException {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.put("statusCode", answer.status());
    ObjectNode headers = response.putObject("headers");
    answer.headers().forEach(headers::put);
    response.put("body", answer.body());
    response.put("isBase64Encoded", false);
    Json.write(response, out);
  }

  private static Optional<String> string(JsonNode value) {
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }
}
