package org.imprimatur.web.page;

import io.quarkus.qute.TemplateData;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.QueueFilter;
import org.imprimatur.web.Query;

/**
 * Which of the posts that wait a moderator wants to see, and from where on: what the address of the
 * queue says, and what a decision comes back to.
 *
 * @param filter which of them
 * @param after where the page before ended
 */
@TemplateData
record Wanted(QueueFilter filter, Optional<Cursor> after) {
  /** What an address says; what it does not say is not narrowed. */
  static Wanted of(UriInfo uri) {
    Query query = new Query(uri);
    return new Wanted(
        new QueueFilter(
            query.text("reason").filter(code -> !code.isBlank()),
            query.text("author").map(String::strip).filter(name -> !name.isEmpty())),
        query.cursor());
  }

  /** The same posts, further on. */
  Wanted from(Cursor next) {
    return new Wanted(filter, Optional.of(next));
  }

  /** The code they are held for, or nothing. */
  public String reason() {
    return filter.reason().orElse("");
  }

  /** The author's name, or nothing. */
  public String author() {
    return filter.author().orElse("");
  }

  /** Whether only some posts are wanted. */
  public boolean some() {
    return !filter.equals(QueueFilter.ALL);
  }

  /** The address's query with its question mark, or nothing. */
  public String query() {
    return query("");
  }

  /** The same with one parameter more, unless it is empty. */
  String query(String done) {
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    add(query, "reason", reason());
    add(query, "author", author());
    add(query, "cursor", after.map(Cursor::encode).orElse(""));
    add(query, "done", done);
    return query.toString();
  }

  private static void add(StringJoiner query, String name, String value) {
    if (!value.isEmpty()) {
      query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
