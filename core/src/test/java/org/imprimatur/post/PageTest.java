package org.imprimatur.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  @Test
  void surplusItemOnlyTellsThatThereAreMore() {
    Page<Integer> page = Page.of(List.of(1, 2, 3), 2, PageTest::place);

    assertThat(page.items()).containsExactly(1, 2);
    assertThat(page.next()).contains(place(2));
  }

  @Test
  void exactlyFullPageIsTheLast() {
    Page<Integer> page = Page.of(List.of(1, 2), 2, PageTest::place);

    assertThat(page.items()).containsExactly(1, 2);
    assertThat(page.next()).isEmpty();
  }

  @Test
  void otherViewOfAPageGoesOnAtTheSamePlace() {
    Page<String> page = Page.of(List.of(1, 2), 1, PageTest::place).map(i -> "n" + i);

    assertThat(page.items()).containsExactly("n1");
    assertThat(page.next()).contains(place(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 101})
  void pageHasOneToAHundredItems(int limit) {
    assertThatThrownBy(() -> PageRequest.first(limit)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 100})
  void listBeginsWithoutACursor(int limit) {
    assertThat(PageRequest.first(limit).after()).isEmpty();
  }

  private static Cursor place(int item) {
    return new Cursor(Instant.ofEpochMilli(item), String.format("%032x", item));
  }
}
