package org.imprimatur.aws;

import org.imprimatur.post.Submission;

/** The largest text that the board takes: every character of four bytes. */
final class LargestPost {
  private static final String FOUR_BYTES = "\uD83D\uDC27";

  static final String TITLE = FOUR_BYTES.repeat(Submission.MAX_TITLE);
  static final String BODY = FOUR_BYTES.repeat(Submission.MAX_BODY);

  private LargestPost() {}
}
