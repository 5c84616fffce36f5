package org.imprimatur.screening;

/** How close a reader looks at letters. */
enum Reading {
  /** As {@link Folding#plain}. */
  PLAIN,
  /** As {@link Folding#alike}. */
  ALIKE,
  /** As {@link Leetspeak}, over {@link #ALIKE}. */
  LEET;

  /** The words of a text. */
  String words(String text) {
    return Words.of(
        switch (this) {
          case PLAIN -> Folding.plain(text);
          case ALIKE -> Folding.alike(text);
          case LEET -> Leetspeak.read(Folding.alike(text));
        });
  }
}
