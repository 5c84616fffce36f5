package org.imprimatur.transfer;

/** What became of an entry that a store was to keep. */
public enum Kept {
  /** It is kept now, durably. */
  ADDED,
  /** The same was there before; nothing changed. */
  THERE_BEFORE,
  /** Something else of that id was there before and stays; nothing changed. */
  DIFFERS;

  /** What comes of an entry of whose id there is something already. */
  public static Kept there(boolean theSame) {
    return theSame ? THERE_BEFORE : DIFFERS;
  }
}
