package org.imprimatur.web.signin;

/** The provider said no, in the words of the protocol. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** What was presented, or what came for it, does not stand its check. */
  static final String TOKEN_NOT_VALID = "token-not-valid";

  /** The error code, of the protocol or ours. */
  private final String code;

  Refusal(String code) {
    super(code);
    this.code = code;
  }

  String code() {
    return code;
  }
}
