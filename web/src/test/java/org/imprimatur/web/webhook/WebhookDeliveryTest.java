package org.imprimatur.web.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.imprimatur.contract.TestClock;
import org.imprimatur.event.Event;
import org.imprimatur.web.webhook.FakeApprovalService.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookDeliveryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LITTLE_PATIENCE = Duration.ofMillis(100);

  private final TestClock clock = new TestClock();
  private final Secrets secrets = Secrets.parse(SecretsTest.ONE);
  private final FakeApprovalService service = new FakeApprovalService();
  private final Event event =
      new Event(
          "request-1", Event.SOURCE, "ApprovalRequest", clock.instant(), "{\"post\":\"Café\"}");
  private final WebhookDelivery delivery = delivery(service.address(), PATIENCE);

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void anEventIsPostedInItsEnvelopeAndSigned() {
    delivery.handle(event);

    Received request = service.received().get(0);
    assertThat(request.line()).isEqualTo("POST /requests");
    assertThat(request.type()).isEqualTo("application/json");
    assertThat(request.body())
        .isEqualTo(
            "{\"id\":\"request-1\",\"source\":\"imprimatur\",\"detail-type\":\"ApprovalRequest\","
                + "\"time\":\""
                + clock.instant()
                + "\",\"detail\":{\"post\":\"Café\"}}");
    assertThat(secrets.vouchFor(request.stamp(), request.body().getBytes(UTF_8), clock.instant()))
        .isTrue();
  }

  @Test
  void anEventSentAgainHasTheSameNameAndANewTime() {
    delivery.handle(event);
    clock.advance(Duration.ofHours(1));
    delivery.handle(event);

    assertThat(service.received())
        .extracting(request -> request.stamp().id())
        .containsExactly("request-1", "request-1");
    assertThat(service.received())
        .extracting(request -> request.stamp().timestamp())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void aServiceThatSaysYesHasTakenIt(int status) {
    service.does(FakeApprovalService.says(status, ""));
    assertThatCode(() -> delivery.handle(event)).doesNotThrowAnyException();
  }

  @Test
  void whatElseTheServiceSaysIsNotRead() {
    service.does(FakeApprovalService.says(200, "<html>{\"approved\":true".repeat(10_000)));
    assertThatCode(() -> delivery.handle(event)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {304, 400, 401, 404, 410, 429, 500, 503})
  void anyOtherStatusIsAFailure(int status) {
    service.does(FakeApprovalService.says(status, ""));
    assertThatThrownBy(() -> delivery.handle(event))
        .isInstanceOf(Undelivered.class)
        .hasMessageContaining(String.valueOf(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsAFailureAndNotFollowed(int status) {
    try (FakeApprovalService elsewhere = new FakeApprovalService()) {
      service.does(FakeApprovalService.redirects(status, elsewhere.address()));
      assertThatThrownBy(() -> delivery.handle(event)).isInstanceOf(Undelivered.class);
      assertThat(elsewhere.received()).isEmpty();
    }
  }

  @Test
  void aServiceThatHangsIsGivenUp() {
    WebhookDelivery impatient = delivery(service.address(), LITTLE_PATIENCE);
    service.does(service.hangs());
    assertThatThrownBy(() -> impatient.handle(event)).isInstanceOf(Undelivered.class);
  }

  @Test
  void anAnswerThatNeverEndsIsGivenUp() {
    WebhookDelivery impatient = delivery(service.address(), LITTLE_PATIENCE);
    service.does(service.dawdles());
    assertThatThrownBy(() -> impatient.handle(event)).isInstanceOf(Undelivered.class);
  }

  @Test
  void aServiceThatIsNotThereIsAFailure() {
    service.close();
    assertThatThrownBy(() -> delivery.handle(event))
        .isInstanceOf(Undelivered.class)
        .hasMessageContaining("silent");
  }

  @Test
  void aSilentServiceIsLeftAloneForAMomentThenTriedOnceUntilItAnswers() {
    WebhookDelivery impatient = delivery(service.address(), LITTLE_PATIENCE);
    service.does(service.hangs());
    attempts(impatient, 8);
    assertThat(service.received()).hasSize(5);

    clock.advance(Duration.ofSeconds(5));
    attempts(impatient, 3);
    assertThat(service.received()).hasSize(6);

    service.does(FakeApprovalService.says(200, ""));
    clock.advance(Duration.ofSeconds(5));
    impatient.handle(event);
    impatient.handle(event);
    assertThat(service.received()).hasSize(8);
  }

  @Test
  void aServiceThatRefusesOneRequestIsAskedTheNext() {
    service.does(FakeApprovalService.says(500, ""));
    attempts(delivery, 20);
    assertThat(service.received()).hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://approve.example.org/requests",
        "HTTPS://approve.example.org",
        "http://localhost:9000/",
        "http://127.0.0.1:9000/a?b=c",
        "http://[::1]:9000/",
      })
  void aPrivateWayIsAnAddress(String address) {
    assertThatCode(() -> new Endpoint(URI.create(address))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://approve.example.org/",
        "http://localhost.example.org/",
        "http://127.0.0.1.example.org/",
        "http://localhost@example.org/",
        "https://user:secret@approve.example.org/",
        "https://approve.example.org/#part",
        "https:///requests",
        "ftp://localhost/",
        "file:///etc/passwd",
        "localhost:9000",
        "/requests",
      })
  void anyOtherAddressIsRefused(String address) {
    assertThatThrownBy(() -> new Endpoint(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void attempts(WebhookDelivery delivery, int times) {
    for (int i = 0; i < times; i++) {
      assertThatThrownBy(() -> delivery.handle(event)).isInstanceOf(Undelivered.class);
    }
  }

  private WebhookDelivery delivery(URI address, Duration patience) {
    return new WebhookDelivery(address, secrets, clock, patience);
  }
}
