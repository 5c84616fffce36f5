package org.imprimatur.web.webhook;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.imprimatur.event.Event;
import org.imprimatur.event.EventHandler;

/**
 * Hands events to somebody's own approval service: each is posted to its address as JSON and
 * signed. The service has taken it when it answers 2xx; what else it says there is not read, for
 * its answers come signed, through {@link SignedAnswers}. Any other status, a redirect and a
 * silence of ten seconds are failures, and the bus delivers again.
 *
 * <p>The event's id is the {@code webhook-id}, the same whenever this event is sent again. While
 * the service is silent, most deliveries fail at once instead of waiting for it. Thread-safe.
 */
public final class WebhookDelivery implements EventHandler {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration WHOLE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Endpoint endpoint;
  private final Secrets secrets;
  private final Clock clock;
  private final Duration patience;
  private final Breaker breaker;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  /**
   * Delivers to {@code address}, signing with {@code secrets}.
   *
   * @throws IllegalArgumentException unless the address is {@code https}, or {@code http} to this
   *     machine
   */
  public WebhookDelivery(URI address, Secrets secrets, Clock clock) {
    this(address, secrets, clock, WHOLE);
  }

  WebhookDelivery(URI address, Secrets secrets, Clock clock, Duration patience) {
    this.endpoint = new Endpoint(address);
    this.secrets = secrets;
    this.clock = clock;
    this.patience = patience;
    this.breaker = new Breaker(clock, PAUSE);
  }

  @Override
  public void handle(Event event) {
    if (!breaker.admits()) {
      throw new Undelivered("the approval service was silent lately; not tried");
    }
    int status = status(send(request(event)));
    breaker.answered();
    if (status < 200 || status > 299) {
      throw new Undelivered("the approval service answered " + status);
    }
  }

  private HttpRequest request(Event event) {
    byte[] body = Envelope.of(event);
    Stamp stamp = secrets.stamp(event.id(), clock.instant(), body);
    return HttpRequest.newBuilder(endpoint.uri())
        .header("Content-Type", "application/json")
        .header(Stamp.ID, stamp.id())
        .header(Stamp.TIMESTAMP, stamp.timestamp())
        .header(Stamp.SIGNATURE, stamp.signatures())
        .timeout(patience)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private CompletableFuture<HttpResponse<Void>> send(HttpRequest request) {
    return client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
  }

  /** Waits for the whole answer, which the timeout of a request does not cover. */
  private int status(CompletableFuture<HttpResponse<Void>> answer) {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (TimeoutException e) {
      throw silence("no answer in time", e);
    } catch (ExecutionException e) {
      throw silence(String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Undelivered("stopping", e);
    } finally {
      answer.cancel(true);
    }
  }

  private Undelivered silence(String how, Exception cause) {
    breaker.silent();
    return new Undelivered("the approval service is silent: " + how, cause);
  }
}
