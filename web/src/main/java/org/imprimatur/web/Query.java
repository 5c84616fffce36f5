package org.imprimatur.web;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.imprimatur.post.Cursor;

/** The parameters in a request's address, each at most once. */
public final class Query {
  private final UriInfo uri;

  /** Reads from this address. */
  public Query(UriInfo uri) {
    this.uri = uri;
  }

  /** Whether there are no parameters. */
  public boolean isEmpty() {
    return uri.getQueryParameters().isEmpty();
  }

  /**
   * The text of a parameter; an empty text is a text.
   *
   * @throws BadRequestException if it is there twice
   */
  public Optional<String> text(String name) {
    List<String> values = uri.getQueryParameters().getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new BadRequestException(name + " is there twice.");
    }
    return values.stream().findFirst();
  }

  /**
   * The place in a list that {@code cursor} names.
   *
   * @throws BadRequestException if it is no cursor of ours
   */
  public Optional<Cursor> cursor() {
    return text("cursor")
        .map(
            text ->
                Cursor.parse(text)
                    .orElseThrow(
                        () ->
                            new BadRequestException(
                                "cursor is the value of next in an earlier answer, or left out.")));
  }
}
