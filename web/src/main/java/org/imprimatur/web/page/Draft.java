package org.imprimatur.web.page;

import io.quarkus.qute.TemplateData;

/**
 * A title and a body as typed, not checked.
 *
 * @param title what is in the title's field
 * @param body what is in the body's field
 */
@TemplateData
public record Draft(String title, String body) {
  static final Draft EMPTY = new Draft("", "");
}
