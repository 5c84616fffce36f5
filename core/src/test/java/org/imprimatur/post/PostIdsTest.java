package org.imprimatur.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostIdsTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2025-03-01T12:00:00Z"), ZoneOffset.UTC);
  private static final IdempotencyKey KEY = new IdempotencyKey("k");

  private final Random random = new Random(1);
  private final PostIds ids = new PostIds(NOON, random);

  @Test
  void freshIdIsAVersion7UuidOfItsTime() {
    String id = ids.fresh().value();

    assertThat(Long.parseLong(id.substring(0, 12), 16)).isEqualTo(NOON.millis());
    assertThat(id).matches(".{12}7.{3}[89ab].{15}");
  }

  @Test
  void freshIdsSortByAge() {
    PostId earlier = new PostIds(NOON, random).fresh();
    PostId later = new PostIds(Clock.offset(NOON, Duration.ofMillis(1)), random).fresh();
    PostId muchLater = new PostIds(Clock.offset(NOON, Duration.ofDays(20_000)), random).fresh();

    assertThat(earlier).isLessThan(later);
    assertThat(later).isLessThan(muchLater);
  }

  @Test
  void freshIdsDoNotRepeatWithinAMillisecond() {
    Set<PostId> seen = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      assertThat(seen.add(ids.fresh())).isTrue();
    }
  }

  @Test
  void derivedIdIsTheSameAtAnyTimeInAnyProcess() {
    PostIds elsewhere = new PostIds(Clock.offset(NOON, Duration.ofDays(9)), new Random(2));

    assertThat(ids.derived("ann", KEY)).isEqualTo(elsewhere.derived("ann", KEY));
    assertThat(ids.derived("ann", KEY)).isEqualTo(new PostId("ebbeb2e6d7968e88b7f99376966726b0"));
    assertThat(ids.derived("ann", KEY).value()).matches(".{12}8.{3}[89ab].{15}");
  }

  @Test
  void derivedIdIsTheAuthorsOwn() {
    assertThat(ids.derived("ann", KEY)).isNotEqualTo(ids.derived("bob", KEY));
    assertThat(ids.derived("ann", new IdempotencyKey("bk")))
        .isNotEqualTo(ids.derived("annb", new IdempotencyKey("k")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0195524a1c007e31a5d0c4b2f8e07d1",
        "0195524a1c007e31a5d0c4b2f8e07d111",
        "0195524A1C007E31A5D0C4B2F8E07D11",
        "0195524a-1c00-7e31-a5d0-c4b2f8e07d11",
        "0195524a1c007e31a5d0c4b2f8e07d1\n",
        "\u0660195524a1c007e31a5d0c4b2f8e07d1"
      })
  void idOfAnotherFormIsNone(String text) {
    assertThat(PostId.parse(text)).isEmpty();
    assertThatThrownBy(() -> new PostId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void idIsItsText() {
    PostId id = ids.fresh();

    assertThat(PostId.parse(id.toString())).contains(id);
  }
}
