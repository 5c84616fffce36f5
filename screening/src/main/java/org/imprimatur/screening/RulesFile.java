package org.imprimatur.screening;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where rules are written: a file of the operator, or the rules that come along. */
final class RulesFile {
  private static final int MOST_BYTES = 1 << 20;
  private static final String STANDARD = "screening-rules.yaml";

  private RulesFile() {}

  /** What a file says now. */
  static Content read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      return bytes.length > MOST_BYTES
          ? Content.unreadable("larger than 1 MiB")
          : Content.of(bytes);
    } catch (IOException e) {
      return Content.unreadable("cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** The rules that come along. */
  static Content standard() {
    try (InputStream in = RulesFile.class.getResourceAsStream(STANDARD)) {
      if (in == null) {
        throw new IllegalStateException(STANDARD + " is missing from the jar");
      }
      return Content.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What was read.
   *
   * @param text the file's text, or what is wrong with it
   * @param readable which of the two
   */
  record Content(String text, boolean readable) {
    static Content unreadable(String problem) {
      return new Content(problem, false);
    }

    static Content of(byte[] bytes) {
      try {
        return new Content(
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), true);
      } catch (CharacterCodingException e) {
        return unreadable("not UTF-8");
      }
    }

    /**
     * The rules that it describes.
     *
     * @throws RulesRefused if it describes none
     */
    Rules rules() {
      if (!readable) {
        throw new RulesRefused(text);
      }
      return Rules.parse(text);
    }
  }
}
