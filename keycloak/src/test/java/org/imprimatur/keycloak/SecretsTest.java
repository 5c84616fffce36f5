package org.imprimatur.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @TempDir private Path data;
  private Path folder;

  @BeforeEach
  void chooseFolder() {
    folder = data.resolve("secrets");
  }

  @Test
  void areTheSameOnEveryRun() throws IOException {
    Secrets made = Secrets.in(folder, new SecureRandom());
    assertThat(Secrets.in(folder, new SecureRandom())).isEqualTo(made);
  }

  @Test
  void differBetweenInstallations() throws IOException {
    Secrets one = Secrets.in(folder, new SecureRandom());
    Secrets other = Secrets.in(data.resolve("elsewhere"), new SecureRandom());
    assertThat(other.client()).isNotEqualTo(one.client());
    assertThat(other.setup()).isNotEqualTo(one.setup());
    assertThat(other.admin()).isNotEqualTo(one.admin());
    assertThat(other.moderator()).isNotEqualTo(one.moderator());
  }

  @Test
  void onlyTheirOwnerReadsThem() throws IOException {
    Secrets.in(folder, new SecureRandom());
    assertThat(permissions(folder)).isEqualTo("rwx------");
    try (var files = Files.list(folder)) {
      assertThat(files)
          .hasSize(4)
          .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
    }
  }

  @Test
  void aFileThatIsMissingIsMadeAgain() throws IOException {
    Secrets before = Secrets.in(folder, new SecureRandom());
    Files.delete(folder.resolve("setup-secret"));
    Secrets after = Secrets.in(folder, new SecureRandom());
    assertThat(after.setup()).isNotEqualTo(before.setup());
    assertThat(after.client()).isEqualTo(before.client());
  }

  @Test
  void aPasswordIsGoodToTypeAndLongEnough() throws IOException {
    Secrets secrets = Secrets.in(folder, new SecureRandom());
    assertThat(secrets.moderator()).matches("([a-hjkmnp-z2-9]{4}-){4}[a-hjkmnp-z2-9]{4}");
    assertThat(secrets.client()).matches("[A-Za-z0-9_-]{43}");
  }

  @Test
  void theirTextTellsNothing() throws IOException {
    Secrets secrets = Secrets.in(folder, new SecureRandom());
    assertThat(secrets.toString()).doesNotContain(secrets.client(), secrets.moderator());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
