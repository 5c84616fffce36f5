package org.imprimatur.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static final String ID = "0195524a1c007e31a5d0c4b2f8e07d11";

  @Property
  void comesBackAsItWent(
      @ForAll @LongRange(min = -999_999_999_999_999L, max = 999_999_999_999_999L) long millis,
      @ForAll long high,
      @ForAll long low) {
    String id = String.format("%016x%016x", high, low);
    Cursor cursor = new Cursor(Instant.ofEpochMilli(millis), id);

    assertThat(Cursor.parse(cursor.encode())).contains(cursor);
  }

  @Property
  void strangersTextIsNoCursor(@ForAll String text) {
    assertThat(Cursor.parse(text)).isEmpty();
  }

  @Test
  void fitsAUrlUnescaped() {
    assertThat(new Cursor(Instant.EPOCH, ID).encode()).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1:0",
        "1:0:",
        "2:0:" + ID,
        "1::" + ID,
        "1:00:" + ID,
        "1:-0:" + ID,
        "1:+1:" + ID,
        "1:1e3:" + ID,
        "1:9999999999999999:" + ID,
        "1:0:" + ID + "0",
        "1:0:0195524A1C007E31A5D0C4B2F8E07D11",
        "1:0:" + ID + "\n",
      })
  void refusesWhatItNeverWrote(String plain) {
    String text =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));

    assertThat(Cursor.parse(text)).isEmpty();
  }

  @Test
  void refusesASecondSpellingOfTheSamePlace() {
    String text = new Cursor(Instant.EPOCH, ID).encode();

    assertThat(Cursor.parse(text + "=")).isEmpty();
    assertThat(Cursor.parse(text + "==")).isEmpty();
    assertThat(Cursor.parse(" " + text)).isEmpty();
    assertThat(Cursor.parse(text.substring(0, text.length() - 1))).isEmpty();
  }

  @Test
  void timeIsToTheMillisecond() {
    Instant time = Instant.parse("2025-03-01T12:00:00.123456789Z");

    assertThat(new Cursor(time, ID))
        .isEqualTo(new Cursor(Instant.parse("2025-03-01T12:00:00.123Z"), ID));
  }
}
