package org.imprimatur.aws;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;

/** One endpoint for all services, as {@code AWS_ENDPOINT_URL} names one. */
final class Cloud {
  private static final URI ENDPOINT = Http.serve(Cloud::answer);

  private Cloud() {}

  static URI endpoint() {
    return ENDPOINT;
  }

  private static Http.Answer answer(HttpExchange request, byte[] body) throws IOException {
    String target = request.getRequestHeaders().getFirst("X-Amz-Target");
    if (request.getRequestURI().getPath().equals(SesWire.PATH)) {
      return SesWire.answer(body);
    }
    if (target == null) {
      return new Http.Answer(404, new byte[0]);
    }
    return switch (target.substring(0, target.indexOf('.'))) {
      case "AWSEvents" ->
          target.endsWith(".PutEvents") ? CloudBus.answer(body) : LocalCloud.answer(target, body);
      case "AmazonSQS", "DynamoDBStreams_20120810" -> LocalCloud.answer(target, body);
      case "AWSCognitoIdentityService" -> IdentityPool.answer(target, body);
      default -> DynamoWire.answer(target, body);
    };
  }
}
