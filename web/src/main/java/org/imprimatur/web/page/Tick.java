package org.imprimatur.web.page;

import jakarta.ws.rs.BadRequestException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprimatur.post.PostId;
import org.jspecify.annotations.Nullable;

/**
 * One of several posts to decide on: in a form its id and the number of the text that was seen,
 * with a dot between.
 */
record Tick(PostId post, int revision) {
  /** How many posts are decided on at once. */
  static final int MOST = 100;

  private static final Pattern FORM = Pattern.compile("([^.]+)[.]([1-9][0-9]{0,8})");

  /**
   * All ticks of a form, or none of them.
   *
   * @throws BadRequestException if there are none or too many, or one is no tick
   */
  static List<Tick> all(@Nullable List<String> values) {
    List<Tick> ticks =
        Optional.ofNullable(values).orElseGet(List::of).stream().map(Tick::of).distinct().toList();
    if (ticks.isEmpty() || ticks.size() > MOST) {
      throw new BadRequestException("Go back and tick 1 to 100 posts, then decide.");
    }
    return ticks;
  }

  private static Tick of(String value) {
    return Optional.of(FORM.matcher(value))
        .filter(Matcher::matches)
        .flatMap(
            parts ->
                PostId.parse(parts.group(1))
                    .map(id -> new Tick(id, Integer.parseInt(parts.group(2)))))
        .orElseThrow(() -> new BadRequestException("A tick names a post and its revision."));
  }
}
