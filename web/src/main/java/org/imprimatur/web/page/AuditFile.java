package org.imprimatur.web.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.post.PostId;

/** Writes entries of the audit trail as lines of files. Thread-safe. */
final class AuditFile {
  /** The first line of a file in CSV. */
  static final String CSV_HEAD = "time,act,actor_kind,actor_id,actor,post,revision,reason\r\n";

  /** What a spreadsheet takes for the beginning of a formula, wide forms too. */
  private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);

  private final ObjectMapper json = new ObjectMapper();

  /** A line of CSV by RFC 4180, every cell quoted; a quotation mark says that one is no formula. */
  static String csv(AuditEntry entry) {
    return fields(entry).values().stream().map(AuditFile::cell).collect(Collectors.joining(","))
        + "\r\n";
  }

  /** A line of JSON; what does not apply is an empty text. */
  String jsonLine(AuditEntry entry) {
    try {
      return json.writeValueAsString(fields(entry)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry is text", e);
    }
  }

  private static Map<String, String> fields(AuditEntry entry) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("time", entry.at().toString());
    fields.put("act", entry.act().name());
    fields.put("actorKind", entry.actor().kind().name());
    fields.put("actorId", entry.actor().id());
    fields.put("actor", entry.actor().name());
    fields.put("post", entry.postId().map(PostId::value).orElse(""));
    fields.put("revision", entry.revision() == 0 ? "" : Integer.toString(entry.revision()));
    fields.put("reason", entry.reason().orElse(""));
    return fields;
  }

  private static String cell(String text) {
    String plain = FORMULA.matcher(text).matches() ? "'" + text : text;
    return '"' + plain.replace("\"", "\"\"") + '"';
  }
}
