package org.imprimatur.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** The wire of SES: keeps what it was handed, by the address it goes to. */
final class SesWire {
  static final String PATH = "/v2/email/outbound-emails";

  private static final List<JsonNode> MAILS = new CopyOnWriteArrayList<>();
  private static final Queue<Integer> FAILURES = new ConcurrentLinkedQueue<>();

  private SesWire() {}

  /** The next request is answered with this status. */
  static void fail(int status) {
    FAILURES.add(status);
  }

  /** What was sent to an address, in order. */
  static List<JsonNode> to(String address) {
    return MAILS.stream()
        .filter(mail -> mail.at("/Destination/ToAddresses/0").asText().equals(address))
        .toList();
  }

  static Http.Answer answer(byte[] body) throws IOException {
    Integer status = FAILURES.poll();
    if (status != null) {
      String words = "{\"message\":\"Email address is not verified: ann@example.org\"}";
      return new Http.Answer(status, words.getBytes(StandardCharsets.UTF_8));
    }
    MAILS.add(Recorded.MAPPER.readTree(body));
    return new Http.Answer(200, "{\"MessageId\":\"1\"}".getBytes(StandardCharsets.UTF_8));
  }
}
