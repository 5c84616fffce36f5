package org.imprimatur.transfer;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a text in UTF-8, none of them larger in memory than a line of an export can be. */
final class TextLines {
  /** The largest post, all of it escaped, takes less than an eighth of this. */
  static final int MOST_BYTES = 1 << 20;

  private final InputStream in;

  TextLines(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /**
   * The next line without its end; empty where there is none.
   *
   * @throws UnreadableLine if it is too long or not UTF-8; the one after it is the next then
   */
  Optional<String> next() throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 10);
    long length = 0;
    for (int octet = first; octet >= 0 && octet != '\n'; octet = in.read()) {
      if (++length <= MOST_BYTES) {
        line.write(octet);
      }
    }
    if (length > MOST_BYTES) {
      throw new UnreadableLine("too long");
    }
    return Optional.of(decoded(line.toByteArray()));
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableLine("not UTF-8", e);
    }
  }
}
