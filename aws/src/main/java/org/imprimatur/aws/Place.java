package org.imprimatur.aws;

import java.time.Instant;
import org.imprimatur.post.Cursor;

/**
 * Sort keys of the indexes: a time and an id as one text that sorts as both do, so that posts of
 * one millisecond have an order and a cursor names exactly one place.
 */
final class Place {
  private static final int DIGITS = 15;
  private static final String SEPARATOR = "#";

  private Place() {}

  static String of(Instant time, String id) {
    String millis = Long.toString(Math.max(0, time.toEpochMilli()));
    return "0".repeat(DIGITS - millis.length()) + millis + SEPARATOR + id;
  }

  static String of(Cursor cursor) {
    return of(cursor.time(), cursor.id());
  }

  static Cursor cursor(String place) {
    Instant time = Instant.ofEpochMilli(Long.parseLong(place.substring(0, DIGITS)));
    return new Cursor(time, place.substring(DIGITS + SEPARATOR.length()));
  }
}
