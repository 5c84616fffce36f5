package org.imprimatur.keycloak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The secrets of one installation, made once and kept in files that their owner alone can read.
 *
 * @param client what the board shows to get tokens
 * @param setup what this module shows to move the board's addresses
 * @param admin the first password of Keycloak's own administrator, {@code admin}
 * @param moderator the first password of the user {@code moderator}
 */
record Secrets(String client, String setup, String admin, String moderator) {

  private static final FileAttribute<Set<PosixFilePermission>> FOLDER = only("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> FILE = only("rw-------");

  /** Without letters and digits that look alike: a person types these. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 5;
  private static final int GROUP_LENGTH = 4;
  private static final int KEY_BYTES = 32;

  /** Reads the secrets in a folder, making those that are missing. */
  static Secrets in(Path folder, SecureRandom random) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, FOLDER);
    }
    return new Secrets(
        kept(folder.resolve("client-secret"), key(random)),
        kept(folder.resolve("setup-secret"), key(random)),
        kept(folder.resolve("admin-password"), password(random)),
        kept(folder.resolve("moderator-password"), password(random)));
  }

  /** Tells nothing: a record's own text would carry every secret into a log. */
  @Override
  public String toString() {
    return "Secrets[...]";
  }

  private static String kept(Path file, String otherwise) throws IOException {
    if (Files.notExists(file)) {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, FILE);
      Files.writeString(fresh, otherwise + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }

  private static String key(SecureRandom random) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String password(SecureRandom random) {
    return IntStream.range(0, GROUPS)
        .mapToObj(group -> letters(random))
        .collect(Collectors.joining("-"));
  }

  private static String letters(SecureRandom random) {
    return random
        .ints(GROUP_LENGTH, 0, ALPHABET.length())
        .mapToObj(at -> ALPHABET.substring(at, at + 1))
        .collect(Collectors.joining());
  }

  private static FileAttribute<Set<PosixFilePermission>> only(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
