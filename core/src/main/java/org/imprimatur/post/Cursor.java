package org.imprimatur.post;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a list: the sort key of the last item seen. Both parts never change while the item
 * stays in the list, so a walk sees each item once.
 *
 * @param time the time the list is sorted by
 * @param id the item's id, 32 hexadecimal digits, which orders items of one time
 */
public record Cursor(Instant time, String id) {
  private static final int DIGITS = 32;
  private static final Pattern FORM = Pattern.compile("1:(-?[0-9]{1,15}):([0-9a-f]{32})");

  /** Keeps milliseconds, which is what {@link #encode} writes; refuses an id of another form. */
  public Cursor {
    if (!Hex.is(id, DIGITS)) {
      throw new IllegalArgumentException("an id has 32 hexadecimal digits");
    }
    time = time.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The cursor that {@link #encode} wrote, or empty for anything else. */
  public static Optional<Cursor> parse(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      Matcher parts = FORM.matcher(new String(bytes, StandardCharsets.US_ASCII));
      return parts.matches() ? Optional.of(of(parts)).filter(c -> c.encode().equals(text)) : none();
    } catch (IllegalArgumentException notBase64) {
      return none();
    }
  }

  /** This cursor as opaque text that fits a URL unescaped. */
  public String encode() {
    String plain = "1:" + time.toEpochMilli() + ":" + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  private static Cursor of(Matcher parts) {
    Instant time = Instant.ofEpochMilli(Long.parseLong(parts.group(1)));
    return new Cursor(time, parts.group(2));
  }

  private static Optional<Cursor> none() {
    return Optional.empty();
  }
}
