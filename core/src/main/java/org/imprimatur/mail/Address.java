package org.imprimatur.mail;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where mail goes: what HTML calls a valid e-mail address, which is RFC 5322's without quotes,
 * comments and anything that ends a header or a command. Letters beyond ASCII are not among it.
 *
 * @param value the address; at most {@value #LONGEST} characters
 */
public record Address(String value) {
  private static final int LONGEST = 254;
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern FORM =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@" + LABEL + "(?:\\." + LABEL + "){0,20}");

  /** Refuses, with {@link IllegalArgumentException}, what is no such address. */
  public Address {
    if (!acceptable(value)) {
      throw new IllegalArgumentException("not an address for mail");
    }
  }

  /** The address that a text spells, if it spells one. */
  public static Optional<Address> parse(String text) {
    return acceptable(text) ? Optional.of(new Address(text)) : Optional.empty();
  }

  private static boolean acceptable(String text) {
    return text.length() <= LONGEST && FORM.matcher(text).matches();
  }

  /** Nothing that would name somebody in a log. */
  @Override
  public String toString() {
    return "an address";
  }
}
