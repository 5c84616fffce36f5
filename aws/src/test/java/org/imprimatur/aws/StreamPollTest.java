package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.imprimatur.contract.Surroundings;
import org.imprimatur.post.Change;
import org.imprimatur.post.Post;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** What a removal means, of which an emulator may not say who did it. */
class StreamPollTest {
  private final Surroundings here = Surroundings.quiet();
  private final Post post = here.samplePosts().pending();

  @Test
  void aRemovalByTimeToLiveIsAnExpiry() {
    Record signed =
        removal(post, post.expires()).toBuilder()
            .userIdentity(
                Identity.builder().type("Service").principalId("dynamodb.amazonaws.com").build())
            .build();

    assertThat(StreamPoll.read(signed).change())
        .contains(new Change(Change.Kind.EXPIRED, post, post.expires()));
  }

  @Test
  void aRemovalByNobodyIsAnExpiryOnceTheTimeOfThePostIsOver() {
    assertThat(StreamPoll.read(removal(post, post.expires())).change())
        .contains(new Change(Change.Kind.EXPIRED, post, post.expires()));
    assertThat(StreamPoll.read(removal(post, post.expires().minusSeconds(1))).change()).isEmpty();
  }

  @Test
  void theRemovalOfAPostThatLeftBeforeIsNone() {
    Post rejected =
        post.decided(here.samplePosts().rejection(), here.clock().instant(), post.expires());

    assertThat(StreamPoll.read(removal(rejected, post.expires())).change()).isEmpty();
  }

  private static Record removal(Post post, Instant at) {
    return Record.builder()
        .eventName("REMOVE")
        .dynamodb(
            data ->
                data.sequenceNumber("1")
                    .approximateCreationDateTime(at)
                    .oldImage(PostItem.write(post)))
        .build();
  }
}
