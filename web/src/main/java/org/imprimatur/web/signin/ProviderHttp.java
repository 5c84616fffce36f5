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
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

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
    HttpRequest asked = request.timeout(limit).build();
    CompletableFuture<HttpResponse<String>> answer =
        client(asked.uri())
            .sendAsync(
                asked,
                info ->
                    new BoundedBody(HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8)));
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

  private static HttpClient client(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme()) ? Tls.CLIENT : Plain.CLIENT;
  }

  private static HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(3));
  }

  /**
   * Made for the first request that needs it and not before: it reads all certificates that Java
   * trusts, which takes a tenth of a second and some megabytes.
   */
  private static final class Tls {
    static final HttpClient CLIENT = builder().build();
  }

  /** For a provider beside the board, that is asked without TLS; trusts nobody. */
  private static final class Plain {
    static final HttpClient CLIENT = builder().sslContext(trustingNobody()).build();

    private static SSLContext trustingNobody() {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[0], new TrustManager[0], new SecureRandom());
        return context;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has TLS", e);
      }
    }
  }
}
