package org.imprimatur.bench;

/** What is posted: a text of ordinary length. */
final class SampleText {
  static final String TITLE = "Found: a grey cat near the old mill";
  static final String BODY =
      """
      She came to our door on *Tuesday evening* and has not left since. About a year old, grey with \
      one white paw, no collar; she answers to **Minka**, or to the sound of a tin.

      - She is well and eats for two.
      - She does not like our dog.

      If she is yours, or if you know whose she might be, please write below or ring at the mill.""";

  private SampleText() {}
}
