package org.imprimatur.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A backup: a ZIP archive of a data folder's files, and {@value #TABLE}, which names each with its
 * SHA-256. What the table does not name, or names otherwise, is not a whole backup.
 */
final class BackupFile {
  private static final String TABLE = "backup.json";
  private static final String FORMAT = "imprimatur-backup";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private BackupFile() {}

  /** Where the files of a backup are put; {@code name} is relative, with slashes. */
  @FunctionalInterface
  interface Taker {
    OutputStream take(String name) throws IOException;
  }

  /** Packs files, named relatively to {@code folder}, into {@code target}. */
  static void pack(Path folder, List<Path> files, Path target, Instant madeAt) throws IOException {
    ObjectNode table = JSON.createObjectNode();
    table.put("format", FORMAT).put("version", VERSION).put("madeAt", madeAt.toString());
    ArrayNode rows = table.putArray("files");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(target))) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (Path file : files) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        rows.addObject().put("name", name).put("sha256", pack(zip, name, file));
      }
      zip.putNextEntry(new ZipEntry(TABLE));
      zip.write(JSON.writeValueAsBytes(table));
      zip.closeEntry();
    }
  }

  private static String pack(ZipOutputStream zip, String name, Path file) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    DigestOutputStream hashing = new DigestOutputStream(zip, sha256());
    Files.copy(file, hashing);
    zip.closeEntry();
    return hex(hashing.getMessageDigest());
  }

  /**
   * Hands every file over; returns when the backup was made.
   *
   * @throws NotWhole if this is no whole backup, which may turn out when some are handed over
   */
  static Instant unpack(Path backup, Taker taker) throws IOException {
    try (ZipFile zip = new ZipFile(backup.toFile())) {
      JsonNode table = table(zip);
      Set<String> named = new TreeSet<>(Set.of(TABLE));
      for (JsonNode row : table.path("files")) {
        String name = safe(row.path("name").asText());
        if (!named.add(name) || !unpack(zip, name, taker).equals(row.path("sha256").asText())) {
          throw new NotWhole(name + " is damaged.");
        }
      }
      Set<String> there = zip.stream().map(ZipEntry::getName).collect(Collectors.toSet());
      if (!there.equals(named)) {
        throw new NotWhole("It holds other files than it should.");
      }
      return Instant.parse(table.path("madeAt").asText());
    } catch (ZipException e) {
      throw new NotWhole("It cannot be read: " + e.getMessage());
    } catch (JsonProcessingException | DateTimeParseException e) {
      throw new NotWhole("Its table of files is damaged.");
    }
  }

  private static JsonNode table(ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(TABLE);
    if (entry == null) {
      throw new NotWhole("It is no backup of Imprimatur.");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      JsonNode table = JSON.readTree(in);
      if (!table.path("format").asText().equals(FORMAT)) {
        throw new NotWhole("It is no backup of Imprimatur.");
      }
      if (table.path("version").asInt() != VERSION) {
        throw new NotWhole("It was made by a newer Imprimatur; restore it with that version.");
      }
      return table;
    }
  }

  private static String unpack(ZipFile zip, String name, Taker taker) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new NotWhole(name + " is missing.");
    }
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(zip.getInputStream(entry), digest);
        OutputStream out = taker.take(name)) {
      in.transferTo(out);
    }
    return hex(digest);
  }

  /** A name that stays below the folder it is unpacked into. */
  private static String safe(String name) throws NotWhole {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new NotWhole("It names a file that cannot be.");
    }
    Path path = Path.of(name);
    if (path.isAbsolute() || !path.normalize().equals(path) || path.startsWith("..")) {
      throw new NotWhole("It names a file outside of the data folder.");
    }
    return name;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A file is no whole backup; the message says in what way. */
  static final class NotWhole extends IOException {
    private static final long serialVersionUID = 1;

    NotWhole(String message) {
      super(message);
    }
  }
}
