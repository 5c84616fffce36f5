package org.imprimatur.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keycloak's own folder below the board's data, closed to everybody else on the machine.
 *
 * <p>It is Keycloak's home, with the distribution linked into it: so everything that Keycloak
 * writes stays here, and one distribution serves any number of data folders.
 */
record Home(Path root) {

  private static final String REALM_FILE = "imprimatur-realm.json";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  static Home under(Path data) {
    return new Home(data.resolve("keycloak"));
  }

  Path secrets() {
    return root.resolve("secrets");
  }

  Path database() {
    return root.resolve("h2");
  }

  Path log() {
    return root.resolve("keycloak.log");
  }

  Path console() {
    return root.resolve("console.log");
  }

  Path lockFile() {
    return root.resolve("lock");
  }

  Path pidFile() {
    return root.resolve("pid");
  }

  Path portFile() {
    return root.resolve("port");
  }

  /** Lays out the folder; what is there already stays. */
  void prepare(Distribution distribution) throws IOException {
    Files.createDirectories(root);
    Files.setPosixFilePermissions(root, OWNER_ONLY);
    for (String folder : List.of("conf", "h2", "providers")) {
      Files.createDirectories(root.resolve(folder));
    }
    link("lib", distribution.lib());
    copy(REALM_FILE, "data/import/" + REALM_FILE);
    copy("theme/theme.properties", "themes/imprimatur/login/theme.properties");
    copy("theme/imprimatur.css", "themes/imprimatur/login/resources/css/imprimatur.css");
  }

  /**
   * The board that the realm's client points at, or nothing until the first start has come to its
   * end. It is kept beside the database, because it tells of that database.
   */
  Optional<BoardUrls> knownBoard() throws IOException {
    Path file = boardFile();
    return Files.exists(file)
        ? Optional.of(new BoardUrls(Files.readString(file).strip()))
        : Optional.empty();
  }

  void remember(BoardUrls board) throws IOException {
    replace(boardFile(), board.base());
  }

  /** Replaces a small file as a whole: a crash leaves the old content or the new. */
  static void replace(Path file, String content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, content + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path boardFile() {
    return database().resolve("board");
  }

  private void link(String name, Path target) throws IOException {
    Path link = root.resolve(name);
    if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) {
      return;
    }
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, target);
  }

  private void copy(String resource, String to) throws IOException {
    try (InputStream content = Home.class.getResourceAsStream(resource)) {
      if (content == null) {
        throw new IllegalStateException(resource + " is missing from the class path");
      }
      Path copy = root.resolve(to);
      Files.createDirectories(copy.getParent());
      Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
