package org.imprimatur.post;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A title and a body that an author sent and that may stand: in Unicode form NFC, with something
 * visible in each, within the limits. The body is Markdown; neither is safe HTML.
 *
 * @param title 1 to {@value #MAX_TITLE} code points on one line
 * @param body 1 to {@value #MAX_BODY} code points; lines end in {@code \n}
 */
public record Submission(String title, String body) {
  private static final String BREAKS_IN_BODY = "\n\t\u2028\u2029";

  /** The longest title in code points. */
  public static final int MAX_TITLE = 150;

  /** The longest body in code points. */
  public static final int MAX_BODY = 5_000;

  /**
   * Refuses, with {@link IllegalArgumentException}, what no {@link #check} ever accepts: empty,
   * overlong or untidy text and controls. Not what depends on the version of Unicode that a Java
   * knows, or a text that was accepted once could not be read by the next.
   */
  public Submission {
    if (!stands(title, MAX_TITLE, "")
        || !stands(body, MAX_BODY, BREAKS_IN_BODY)
        || !title.equals(title.strip())
        || !body.equals(body.stripTrailing())) {
      throw new IllegalArgumentException("not a submission that check() accepted");
    }
  }

  /**
   * Tidies what was typed (NFC, line ends, surrounding white space) and says whether it may stand.
   */
  public static Checked check(String title, String body) {
    String tidyTitle = tidyTitle(title);
    String tidyBody = tidyBody(body);
    List<Violation> violations = violations(tidyTitle, tidyBody);
    return violations.isEmpty()
        ? new Checked.Valid(new Submission(tidyTitle, tidyBody))
        : new Checked.Invalid(violations);
  }

  /** The answer of {@link #check}. */
  public sealed interface Checked {
    /** Follows the one branch that holds. */
    default <T> T fold(Function<Submission, T> valid, Function<List<Violation>, T> invalid) {
      return this instanceof Valid v
          ? valid.apply(v.submission())
          : invalid.apply(((Invalid) this).violations());
    }

    /**
     * The text may stand.
     *
     * @param submission the tidied text
     */
    record Valid(Submission submission) implements Checked {}

    /**
     * The text may not stand.
     *
     * @param violations at least one, in the order of the form
     */
    record Invalid(List<Violation> violations) implements Checked {
      /** Keeps its own copy. */
      public Invalid {
        violations = List.copyOf(violations);
      }
    }
  }

  private static String tidyTitle(String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
  }

  private static String tidyBody(String typed) {
    String unix = typed.replace("\r\n", "\n").replace('\r', '\n');
    return Normalizer.normalize(unix, Normalizer.Form.NFC).stripTrailing();
  }

  private static List<Violation> violations(String title, String body) {
    List<Violation> found = new ArrayList<>();
    problem("title", title, MAX_TITLE, "").ifPresent(found::add);
    problem("body", body, MAX_BODY, BREAKS_IN_BODY).ifPresent(found::add);
    return found;
  }

  private static boolean stands(String text, int limit, String controlsAllowed) {
    return !text.isEmpty()
        && text.codePointCount(0, text.length()) <= limit
        && VisibleText.isText(text, controlsAllowed);
  }

  private static Optional<Violation> problem(
      String field, String text, int limit, String controlsAllowed) {
    if (!VisibleText.isText(text, controlsAllowed)) {
      return violation(field, "The %s has characters that are not text; take them out.");
    }
    if (!VisibleText.in(text)) {
      return violation(field, "Write a %s with something to see in it.");
    }
    int length = text.codePointCount(0, text.length());
    return length > limit
        ? violation(field, "The %s may have up to %,d characters; this one has %,d.", limit, length)
        : Optional.empty();
  }

  private static Optional<Violation> violation(String field, String message, Object... numbers) {
    Object[] arguments = Stream.concat(Stream.of(field), Stream.of(numbers)).toArray();
    return Optional.of(new Violation(field, String.format(Locale.ROOT, message, arguments)));
  }
}
