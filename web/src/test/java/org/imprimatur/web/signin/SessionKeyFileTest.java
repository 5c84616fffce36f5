package org.imprimatur.web.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key that seals sessions, in its file. */
class SessionKeyFileTest {
  @TempDir Path folder;

  @Test
  void isMadeOnceAndReadAgain() throws IOException {
    Path data = folder.resolve("new/data");
    SecretKey made = read(data);
    assertThat(read(data)).isEqualTo(made);
    assertThat(made.getEncoded()).hasSize(32);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("session.key"))))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(data)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void isTheSameForAllWhoStartAtOnce() {
    List<CompletableFuture<SecretKey>> keys =
        IntStream.range(0, 16)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> read(folder)))
            .toList();
    assertThat(keys.stream().map(CompletableFuture::join).distinct()).hasSize(1);
  }

  @Test
  void isNotMadeUpWhereItIsBroken() throws IOException {
    Files.writeString(folder.resolve("session.key"), "c2hvcnQ=\n");
    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("session.key");
    Files.writeString(folder.resolve("session.key"), "not base64!\n");
    assertThatThrownBy(() -> read(folder)).hasMessageContaining("session.key");
  }

  private static SecretKey read(Path folder) {
    return SessionKeyFile.in(folder, SignInFixture.RANDOM);
  }
}
