package org.imprimatur.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenFilesTest {
  @Test
  void connectionsHaveWhatTheBoardLeaves() {
    assertThat(OpenFiles.connections(256, 230)).isEqualTo(12);
    assertThat(OpenFiles.connections(1_048_576, 262)).isEqualTo(1_048_300);
    assertThat(OpenFiles.connections(Long.MAX_VALUE, 1)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void aFewAreTriedWhereNothingIsLeft() {
    assertThat(OpenFiles.connections(256, 250)).isEqualTo(8);
  }
}
