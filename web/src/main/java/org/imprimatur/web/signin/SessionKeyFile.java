package org.imprimatur.web.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key that seals sessions, in a file that only its owner reads. */
public final class SessionKeyFile {
  private static final int KEY_BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9+/]{43}=");

  private SessionKeyFile() {}

  /**
   * The key in {@code session.key} of a folder; made at the first start. Without the file all
   * sessions end: people sign in again.
   */
  public static SecretKey in(Path folder, SecureRandom random) {
    Path file = folder.resolve("session.key");
    try {
      Files.createDirectories(folder);
      if (!Files.exists(file)) {
        create(folder, file, random);
      }
      return new SecretKeySpec(read(file), "AES");
    } catch (IOException e) {
      throw new UncheckedIOException("no session key in " + folder, e);
    }
  }

  private static byte[] read(Path file) throws IOException {
    String text = Files.readString(file).strip();
    if (!FORM.matcher(text).matches()) {
      throw new IllegalStateException(file + " is not a key of 256 bits in base64");
    }
    return Base64.getDecoder().decode(text);
  }

  /** Written apart and then linked, so that no other process ever sees half of it. */
  private static void create(Path folder, Path file, SecureRandom random) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    FileAttribute<?> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path draft = Files.createTempFile(folder, "session", ".new", ownerOnly);
    try {
      Files.writeString(draft, Base64.getEncoder().encodeToString(key) + "\n");
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Another process was first: its key is the one.
    } finally {
      Files.delete(draft);
    }
  }
}
