package org.imprimatur.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

  @TempDir private Path data;

  @Test
  void isClosedToEverybodyElse() throws IOException {
    Home home = prepared();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.root())))
        .isEqualTo("rwx------");
  }

  @Test
  void bringsTheThemeThatTheRealmNames() throws IOException {
    Path realm = prepared().root().resolve("data/import/imprimatur-realm.json");
    assertThat(realm).content().contains("\"loginTheme\": \"imprimatur\"");
    Path theme = realm.resolve("../../../themes/imprimatur/login").normalize();
    assertThat(theme.resolve("theme.properties")).content().contains("css/imprimatur.css");
    assertThat(theme.resolve("resources/css/imprimatur.css")).isNotEmptyFile();
  }

  @Test
  void followsADistributionThatMoved() throws IOException {
    Home home = prepared();
    Path elsewhere = Files.createDirectories(data.resolve("elsewhere"));
    home.prepare(new Distribution(elsewhere, List.of()));
    assertThat(Files.readSymbolicLink(home.root().resolve("lib")))
        .isEqualTo(elsewhere.resolve("lib"));
  }

  @Test
  void knowsNoBoardBeforeTheFirstStartIsOver() throws IOException {
    Home home = prepared();
    assertThat(home.knownBoard()).isEmpty();
    home.remember(new BoardUrls("http://localhost:8080"));
    assertThat(home.knownBoard()).contains(new BoardUrls("http://localhost:8080"));
  }

  @Test
  void isUsedByOneBoardAtATime() throws IOException {
    Path file = prepared().lockFile();
    try (FolderLock held = FolderLock.take(file)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> FolderLock.take(file))
          .withMessageContaining("another board");
      assertThat(held).isNotNull();
    }
    FolderLock.take(file).close();
  }

  private Home prepared() throws IOException {
    Home home = Home.under(data);
    home.prepare(new Distribution(data.resolve("distribution"), List.of()));
    return home;
  }
}
