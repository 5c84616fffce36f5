package org.imprimatur.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
  private static final String WHOLE = "HTTP/1.1 201 Created\r\nContent-Length: 4\r\n\r\nab\r\n";
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
          + "a\r\n0123456789\r\n2\r\n\r\n\r\n0\r\n\r\n";
  private static final String TURNED_AWAY =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\ncontent-length: 0\r\n"
          + "connection: close\r\n\r\n";
  private static final String UNCHANGED = "HTTP/1.1 304 Not Modified\r\netag: \"a\"\r\n\r\n";

  private final AnswerReader reader = new AnswerReader();

  @Test
  void readsOneAnswerAfterTheOtherFromTheSameBytes() {
    ByteBuffer bytes = bytes(WHOLE + CHUNKED + TURNED_AWAY + UNCHANGED);
    assertThat(read(bytes)).isEqualTo(201);
    assertThat(reader.saysWhen()).isFalse();
    assertThat(read(bytes)).isEqualTo(200);
    assertThat(reader.closes()).isFalse();
    assertThat(read(bytes)).isEqualTo(503);
    assertThat(reader.saysWhen()).isTrue();
    assertThat(reader.closes()).isTrue();
    assertThat(read(bytes)).isEqualTo(304);
    assertThat(reader.saysWhen()).isFalse();
    assertThat(reader.closes()).isFalse();
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void anAnswerEndsWithItsLastByteHoweverItIsCutUp() {
    for (String answer : new String[] {WHOLE, CHUNKED, TURNED_AWAY, UNCHANGED}) {
      reader.begin();
      for (int i = 0; i < answer.length(); i++) {
        boolean whole = reader.read(bytes(answer.substring(i, i + 1)));
        assertThat(whole).as(answer + i).isEqualTo(i == answer.length() - 1);
      }
    }
  }

  private int read(ByteBuffer bytes) {
    reader.begin();
    assertThat(reader.read(bytes)).isTrue();
    return reader.status();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
