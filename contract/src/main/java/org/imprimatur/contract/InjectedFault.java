package org.imprimatur.contract;

/** What {@link Faults} throws. */
final class InjectedFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InjectedFault(String point) {
    super("injected " + point);
  }
}
