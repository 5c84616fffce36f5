package org.imprimatur.web.page;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Set;

/**
 * The fields of a submitted form: exactly those that the form has, each once. Anything else is
 * refused, so that nobody sets what is the server's to set (OWASP ASVS 5.0 on mass assignment).
 */
final class Form {
  private final MultivaluedMap<String, String> fields;

  /**
   * Takes the fields sent.
   *
   * @throws BadRequestException if a field is unknown or sent twice
   */
  Form(MultivaluedMap<String, String> fields, String... known) {
    if (!Set.of(known).containsAll(fields.keySet())) {
      throw new BadRequestException("The form has a field that does not belong to it.");
    }
    if (fields.values().stream().anyMatch(values -> values.size() > 1)) {
      throw new BadRequestException("The form has a field twice.");
    }
    this.fields = fields;
  }

  /** The text of a field; empty where it was not sent. */
  String text(String field) {
    List<String> values = fields.getOrDefault(field, List.of());
    return values.isEmpty() ? "" : values.get(0);
  }

  /**
   * A field that holds a whole number.
   *
   * @throws BadRequestException if it holds none
   */
  int number(String field) {
    try {
      return Integer.parseInt(text(field));
    } catch (NumberFormatException e) {
      throw new BadRequestException("The form's " + field + " is not a number.", e);
    }
  }
}
