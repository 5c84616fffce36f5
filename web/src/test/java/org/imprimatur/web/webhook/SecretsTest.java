package org.imprimatur.web.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  static final String ONE = "whsec_YW4gYXBwcm92YWwgc2VydmljZSdzIHNlY3JldCAx";
  static final String TWO = "whsec_YW4gYXBwcm92YWwgc2VydmljZSdzIHNlY3JldCAy";

  private static final Instant NOON = Instant.parse("2025-03-01T12:00:00Z");
  private static final byte[] BODY = "{\"answer\":\"yes é\"}".getBytes(UTF_8);

  private final Secrets one = Secrets.parse(ONE);
  private final Secrets both = Secrets.parse(ONE + " " + TWO);

  /** The expected signatures were made by another program. */
  @Test
  void signsWithEverySecretAsTheStandardDescribes() {
    assertThat(both.stamp("msg_1", NOON, BODY))
        .isEqualTo(
            new Stamp(
                "msg_1",
                "1740830400",
                "v1,ZG2cYCiMF693TJX3idPQFddTkfsWUxWefXqQN7t8/zM="
                    + " v1,Pl0w/u0d+MS9X+FvGR5xMhmxSZS7SI3J7xkaJu/omWY="));
  }

  @Test
  void believesEitherSecretWhileOneReplacesTheOther() {
    Secrets two = Secrets.parse(TWO);
    assertThat(both.vouchFor(one.stamp("m", NOON, BODY), BODY, NOON)).isTrue();
    assertThat(both.vouchFor(two.stamp("m", NOON, BODY), BODY, NOON)).isTrue();
    assertThat(one.vouchFor(both.stamp("m", NOON, BODY), BODY, NOON)).isTrue();
    assertThat(one.vouchFor(two.stamp("m", NOON, BODY), BODY, NOON)).isFalse();
  }

  @Test
  void believesNothingThatWasChanged() {
    Stamp stamp = one.stamp("m", NOON, BODY);
    Stamp renamed = new Stamp("n", stamp.timestamp(), stamp.signatures());
    Stamp redated = new Stamp("m", "1740830401", stamp.signatures());
    byte[] longer = "{\"answer\":\"yes é\"} ".getBytes(UTF_8);
    assertThat(one.vouchFor(stamp, longer, NOON)).isFalse();
    assertThat(one.vouchFor(renamed, BODY, NOON)).isFalse();
    assertThat(one.vouchFor(redated, BODY, NOON)).isFalse();
  }

  @Test
  void believesAMessageForFiveMinutesAroundItsTime() {
    Stamp stamp = one.stamp("m", NOON, BODY);
    Duration five = Duration.ofMinutes(5);
    assertThat(one.vouchFor(stamp, BODY, NOON.plus(five))).isTrue();
    assertThat(one.vouchFor(stamp, BODY, NOON.minus(five))).isTrue();
    assertThat(one.vouchFor(stamp, BODY, NOON.plus(five).plusMillis(1))).isFalse();
    assertThat(one.vouchFor(stamp, BODY, NOON.minus(five).minusMillis(1))).isFalse();
  }

  /** What is signed is the same: only where one part ends is not. */
  @Test
  void believesNoNameThatCouldHideAnotherPart() {
    Stamp honest = one.stamp("m", NOON, "1740830400.x".getBytes(UTF_8));
    Stamp moved = new Stamp("m.1740830400", "1740830400", honest.signatures());
    assertThat(one.vouchFor(moved, "x".getBytes(UTF_8), NOON)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "v1,",
        "v1,%%%",
        "v1",
        "v1a,ZG2cYCiMF693TJX3idPQFddTkfsWUxWefXqQN7t8/zM=",
        "v2,ZG2cYCiMF693TJX3idPQFddTkfsWUxWefXqQN7t8/zM=",
        "ZG2cYCiMF693TJX3idPQFddTkfsWUxWefXqQN7t8/zM=",
        "v1,ZG2cYCiMF693TJX3idPQFddTkfsWUxWefXqQN7t8",
      })
  void believesNoOtherSignature(String signature) {
    assertThat(one.vouchFor(new Stamp("msg_1", "1740830400", signature), BODY, NOON)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "1740830400.0", "99999999999", "99999999999999999999"})
  void believesNoOtherTime(String timestamp) {
    String signatures = one.stamp("m", NOON, BODY).signatures();
    assertThat(one.vouchFor(new Stamp("m", timestamp, signatures), BODY, NOON)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsec_",
        "YW4gYXBwcm92YWwgc2VydmljZSdzIHNlY3JldCAx",
        "whsec_dG9vIHNob3J0",
        "whsec_%%%%YXBwcm92YWwgc2VydmljZSdzIHNlY3JldCAx",
        ONE + "," + TWO,
        ONE + " " + "whsec_dG9vIHNob3J0",
      })
  void refusesASecretThatIsNoneWithoutRepeatingIt(String setting) {
    assertThatThrownBy(() -> Secrets.parse(setting))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a secret is whsec_ and 24 to 64 bytes in Base64");
  }
}
