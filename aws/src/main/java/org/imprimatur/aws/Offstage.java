package org.imprimatur.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * A cloud for rehearsals: nothing leaves the process. The feed has one post; no other item is in
 * any table. A new one may be put anywhere, a change finds its condition not met, and the bus takes
 * everything.
 */
final class Offstage implements SdkHttpClient {
  static final AwsCredentials NOBODY = AwsBasicCredentials.create("nobody", "nothing");

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final String NOTHING = "{}";
  private static final String UNMET =
      """
      {"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":""}""";
  private static final String TAKEN =
      """
      {"FailedEntryCount":0,"Entries":[{"EventId":"rehearsal"}]}""";

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return answer(request);
      }

      @Override
      public void abort() {}
    };
  }

  private static HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
    return switch (target.substring(target.indexOf('.') + 1)) {
      case "Query" -> answer(OK, text(request).contains(Tables.BY_PUBLISHED) ? feed() : NOTHING);
      case "UpdateItem" -> answer(BAD_REQUEST, UNMET);
      case "PutEvents" -> answer(OK, TAKEN);
      default -> answer(OK, NOTHING);
    };
  }

  private static String text(HttpExecuteRequest request) throws IOException {
    try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String feed() throws IOException {
    try (InputStream feed = Offstage.class.getResourceAsStream("rehearsal/feed.json")) {
      return new String(Objects.requireNonNull(feed).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static HttpExecuteResponse answer(int status, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(status)
                .putHeader("Content-Length", Integer.toString(body.length))
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }

  @Override
  public void close() {}
}
