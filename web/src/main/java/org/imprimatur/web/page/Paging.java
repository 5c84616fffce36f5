package org.imprimatur.web.page;

import jakarta.ws.rs.BadRequestException;
import java.util.Optional;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.PageRequest;

/** Reads the place in a list that a page's address names. */
final class Paging {
  private Paging() {}

  /**
   * The stretch after a cursor.
   *
   * @throws BadRequestException if the text is no cursor of ours
   */
  static PageRequest request(Optional<String> cursor) {
    Optional<Cursor> after =
        cursor.map(
            text ->
                Cursor.parse(text)
                    .orElseThrow(
                        () -> new BadRequestException("That place in the list is not known.")));
    return new PageRequest(after, PageRequest.DEFAULT_LIMIT);
  }
}
