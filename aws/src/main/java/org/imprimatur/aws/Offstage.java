package org.imprimatur.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * A cloud for rehearsals: nothing leaves the process. There is no item in any table, a new one may
 * be put anywhere, a change finds its condition not met, and the bus takes everything.
 */
final class Offstage implements SdkHttpClient {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final String UNMET =
      """
      {"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":""}""";
  private static final String TAKEN =
      """
      {"FailedEntryCount":0,"Entries":[{"EventId":"rehearsal"}]}""";

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    String operation =
        request
            .httpRequest()
            .firstMatchingHeader("X-Amz-Target")
            .orElse("")
            .replaceAll(".*\\.", "");
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return answer(operation);
      }

      @Override
      public void abort() {}
    };
  }

  private static HttpExecuteResponse answer(String operation) {
    return switch (operation) {
      case "UpdateItem" -> answer(BAD_REQUEST, UNMET);
      case "PutEvents" -> answer(OK, TAKEN);
      default -> answer(OK, "{}");
    };
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
