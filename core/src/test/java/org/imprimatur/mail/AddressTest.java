package org.imprimatur.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AddressTest {
  @Test
  void takesWhatPeopleHave() {
    for (String text : new String[] {"a@b", "ann.o'hara+board@mail.example.org", "x_1@xn--a.org"}) {
      assertThat(Address.parse(text)).map(Address::value).contains(text);
    }
  }

  @Test
  void takesNothingThatEndsAHeaderOrACommandOrNamesMoreThanOne() {
    for (String text :
        new String[] {
          "",
          "ann",
          "@example.org",
          "ann@",
          "ann@example.org\r\nBcc: eve@example.org",
          "ann@example.org\nX: y",
          "ann@example.org,eve@example.org",
          "Ann <ann@example.org>",
          "ann@example.org>",
          "\"ann eve\"@example.org",
          "ann @example.org",
          "ann@exa mple.org",
          "ann@-example.org",
          "ann@example..org",
          "änn@example.org",
          "ann@" + "a".repeat(64) + ".org",
          "a".repeat(65) + "@example.org",
          "ann@" + "abc.".repeat(70) + "org"
        }) {
      assertThat(Address.parse(text)).as(text).isEmpty();
    }
    assertThatThrownBy(() -> new Address("ann@example.org\r\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("ann");
  }

  @Test
  void namesNobodyInALog() {
    assertThat(new Address("ann@example.org").toString()).doesNotContain("ann");
  }
}
