package org.imprimatur.prove;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Reads the answers of one connection, one after the other, from bytes as they come. An answer has
 * a length, comes in chunks, or has no body.
 */
final class AnswerReader {
  private static final String LENGTH = "content-length:";
  private static final String RETRY_AFTER = "retry-after:";
  private static final String CHUNKED = "transfer-encoding: chunked";
  private static final String CLOSES = "connection: close";
  private static final int HEXADECIMAL = 16;

  /** The end of a line after each chunk. */
  private static final int LINE_END = 2;

  private final StringBuilder line = new StringBuilder();
  private Part part = Part.STATUS;
  private int toSkip;
  private int length;
  private boolean chunked;
  private int status;
  private boolean saysWhen;
  private boolean closes;

  /** What the next line is. */
  private enum Part {
    STATUS,
    HEADER,
    CHUNK,
    TRAILER,
    NOTHING
  }

  /** Makes ready for the next answer. */
  void begin() {
    part = Part.STATUS;
    length = 0;
    chunked = false;
    saysWhen = false;
    closes = false;
  }

  /** Takes bytes up to the end of the answer; whether that was among them. */
  boolean read(ByteBuffer bytes) {
    while (!whole() && bytes.hasRemaining()) {
      if (toSkip > 0) {
        int skipped = Math.min(toSkip, bytes.remaining());
        bytes.position(bytes.position() + skipped);
        toSkip -= skipped;
      } else if (lineEnds(bytes)) {
        part = after(line.toString().stripTrailing().toLowerCase(Locale.ROOT));
        line.setLength(0);
      }
    }
    return whole();
  }

  private boolean whole() {
    return part == Part.NOTHING && toSkip == 0;
  }

  private boolean lineEnds(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      char next = (char) bytes.get();
      if (next == '\n') {
        return true;
      }
      line.append(next);
    }
    return false;
  }

  private Part after(String text) {
    return switch (part) {
      case STATUS -> status(text);
      case HEADER -> text.isEmpty() ? body() : header(text);
      case CHUNK -> chunk(Integer.parseInt(text, HEXADECIMAL));
      case TRAILER, NOTHING -> text.isEmpty() ? Part.NOTHING : Part.TRAILER;
    };
  }

  private Part status(String text) {
    status = Integer.parseInt(text.split(" ", 3)[1]);
    return Part.HEADER;
  }

  private Part header(String text) {
    if (text.startsWith(LENGTH)) {
      length = Integer.parseInt(text.substring(LENGTH.length()).strip());
    }
    chunked |= text.equals(CHUNKED);
    saysWhen |= text.startsWith(RETRY_AFTER);
    closes |= text.equals(CLOSES);
    return Part.HEADER;
  }

  private Part body() {
    toSkip = length;
    return chunked ? Part.CHUNK : Part.NOTHING;
  }

  private Part chunk(int size) {
    toSkip = size > 0 ? size + LINE_END : 0;
    return size > 0 ? Part.CHUNK : Part.TRAILER;
  }

  /** Of the answer that was read to its end. */
  int status() {
    return status;
  }

  /** Whether it says when to come back. */
  boolean saysWhen() {
    return saysWhen;
  }

  /** Whether nothing more comes over this connection. */
  boolean closes() {
    return closes;
  }
}
