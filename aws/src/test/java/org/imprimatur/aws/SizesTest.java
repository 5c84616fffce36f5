package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.approval.ApprovalRequest;
import org.imprimatur.event.Event;
import org.imprimatur.post.Change;
import org.imprimatur.post.Post;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The largest post against what carries it. Sizes are counted as <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html">EventBridge</a>
 * and <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">DynamoDB</a>
 * count them. Bounds are what the documentation says, so that both change together.
 */
class SizesTest {
  private static final int KB = 1024;
  private static final int ONE_EVENT = 64 * KB;

  private final Post post = LargestPost.post();
  private final Event request =
      ApprovalEvents.write(
          ApprovalRequest.about(post), "request-" + post.id() + "-2-8", Instant.EPOCH);

  @Test
  void theLargestRequestIsPaidForAsOneEvent() {
    int size =
        14
            + bytes(request.source())
            + bytes(request.detailType())
            + bytes(request.detail())
            + Envelope.resources(request).stream().mapToInt(SizesTest::bytes).sum();

    assertThat(size).isBetween(21 * KB, 22 * KB);
  }

  @Test
  void theLargestRequestArrivesWholeInAMessageOfCharactersThatAQueueTakes() {
    Functions cloud = new Functions();
    List<String> messages = new ArrayList<>();
    CloudBus.open(cloud.tables.posts(), (id, envelope) -> messages.add(envelope));

    new EventBridgeBus(CloudEngine.EVENT_BRIDGE, cloud.tables.posts(), cloud.here.random())
        .publish(request);

    String message = messages.get(0);
    assertThat(bytes(message)).isLessThan(ONE_EVENT);
    assertThat(message.codePoints()).allMatch(SizesTest::queued);
    assertThat(ApprovalEvents.readRequest(Envelope.read(message)))
        .isEqualTo(ApprovalRequest.about(post));
  }

  @Test
  void theLargestItemIsAQuarterOfWhatATableTakes() {
    Change change = new Change(Change.Kind.HIDDEN, post, post.submittedAt());

    int size = size(AttributeValue.fromM(DynamoPosts.item(post, Optional.of(change))));

    assertThat(size).isBetween(120 * KB, 130 * KB);
  }

  private static boolean queued(int c) {
    return c == 0x9
        || c == 0xa
        || c == 0xd
        || (c >= 0x20 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || (c >= 0x10000 && c <= 0x10ffff);
  }

  private static int size(AttributeValue value) {
    return switch (value.type()) {
      case S -> bytes(value.s());
      case N -> 21;
      case L -> 3 + value.l().stream().mapToInt(element -> 1 + size(element)).sum();
      case M -> 3 + value.m().entrySet().stream().mapToInt(SizesTest::size).sum();
      default -> throw new IllegalArgumentException("no such type here: " + value.type());
    };
  }

  private static int size(Map.Entry<String, AttributeValue> field) {
    return 1 + bytes(field.getKey()) + size(field.getValue());
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
