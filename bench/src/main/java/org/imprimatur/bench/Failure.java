package org.imprimatur.bench;

/** How a table says that something went wrong. */
final class Failure {
  private static final int MOST = 200;

  private Failure() {}

  static String words(Exception e) {
    String all = e.getClass().getSimpleName() + ": " + e.getMessage();
    return all.length() <= MOST ? all : all.substring(0, MOST) + " …";
  }
}
