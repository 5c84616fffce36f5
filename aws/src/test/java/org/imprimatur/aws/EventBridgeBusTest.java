package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.event.Event;
import org.imprimatur.post.StoreUnavailable;
import org.junit.jupiter.api.Test;

/** A bus that answers 200 and takes nothing. */
class EventBridgeBusTest {
  private final Functions cloud = new Functions();
  private final List<Duration> pauses = new ArrayList<>();
  private final EventBridgeBus bus =
      new EventBridgeBus(
          CloudEngine.EVENT_BRIDGE, cloud.tables.posts(), cloud.here.random(), pauses::add);
  private final Event event =
      new Event(
          "event-1",
          Event.SOURCE,
          "Greeting",
          cloud.here.clock().instant().plusMillis(123),
          "{\"to\":\"world\"}");

  @Test
  void anEventArrivesAsItWasPublished() {
    bus.publish(event);

    assertThat(cloud.published).containsExactly(event);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aFailedEntryIsSentAgainAfterGrowingPauses() {
    CloudBus.fail(cloud.tables.posts(), 3);

    bus.publish(event);

    assertThat(cloud.published).containsExactly(event);
    assertThat(pauses).hasSize(3);
    assertThat(pauses.get(2)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
  }

  @Test
  void aBusThatKeepsFailingIsTheCallersToTryAgain() {
    CloudBus.fail(cloud.tables.posts(), 4);

    assertThatThrownBy(() -> bus.publish(event))
        .isInstanceOf(StoreUnavailable.class)
        .hasRootCauseMessage("ThrottlingException");
    assertThat(cloud.published).isEmpty();
  }
}
