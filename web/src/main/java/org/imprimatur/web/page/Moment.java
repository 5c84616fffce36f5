package org.imprimatur.web.page;

import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A time as pages show it; the browser puts it into words and into the reader's zone.
 *
 * @param at the time
 */
@TemplateData
public record Moment(Instant at) {
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** For machines, RFC 3339. */
  public String iso() {
    return at.toString();
  }

  /** For people, where nothing better is known. */
  public String full() {
    return FULL.format(at);
  }
}
