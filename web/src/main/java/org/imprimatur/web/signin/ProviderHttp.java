package org.imprimatur.web.signin;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests to the provider that end in time whatever the provider does: not only connecting and the
 * first byte are bounded but the whole answer, in time and in size. Redirects are not followed.
 */
final class ProviderHttp {
  /** The body of a document that has to be there. */
  String get(URI uri, Deadline deadline) throws IOException {
    HttpResponse<String> response = send(HttpRequest.newBuilder(uri).GET(), deadline);
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode() + " of " + uri);
    }
    return response.body();
  }

  /** A request as Nimbus makes it. */
  HTTPResponse send(HTTPRequest request, Deadline deadline) throws IOException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.getURI())
            .method(
                request.getMethod().name(),
                Optional.ofNullable(request.getBody())
                    .map(BodyPublishers::ofString)
                    .orElseGet(BodyPublishers::noBody));
    request.getHeaderMap().forEach((name, values) -> values.forEach(v -> builder.header(name, v)));
    return converted(send(builder, deadline));
  }

  private static HTTPResponse converted(HttpResponse<String> response) throws IOException {
    HTTPResponse converted = new HTTPResponse(response.statusCode());
    converted.setBody(response.body());
    try {
      Optional<String> type = response.headers().firstValue("Content-Type");
      if (type.isPresent()) {
        converted.setContentType(type.get());
      }
    } catch (ParseException e) {
      throw new IOException("an answer of no readable type", e);
    }
    return converted;
  }

  private HttpResponse<String> send(HttpRequest.Builder request, Deadline deadline)
      throws IOException {
    Duration limit = deadline.request();
    CompletableFuture<HttpResponse<String>> answer =
        Client.MADE.sendAsync(
            request.timeout(limit).build(),
            info -> new BoundedBody(HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8)));
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("the provider took too long");
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopping");
    } finally {
      answer.cancel(true);
    }
  }

  /**
   * Made for the first request to the provider and not before: it reads all certificates that Java
   * trusts, and the first page, which only names the provider, would wait for that.
   */
  private static final class Client {
    static final HttpClient MADE =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
  }
}
