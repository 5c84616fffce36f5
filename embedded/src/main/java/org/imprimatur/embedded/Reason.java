package org.imprimatur.embedded;

import java.util.Arrays;
import org.imprimatur.event.UnreadableEvent;
import org.imprimatur.mail.MailNotSent;
import org.imprimatur.post.StoreUnavailable;
import org.sqlite.SQLiteException;

/**
 * Why a handler failed, in one line for an operator. Only messages of faults that state what is
 * wrong are quoted, and the codes of SQLite: others, such as a parser's, may carry the text that
 * they stumbled over.
 */
final class Reason {
  private static final int MAX_LENGTH = 200;

  private Reason() {}

  static String of(Throwable failure) {
    String kind = failure.getClass().getSimpleName();
    return oneLine(kind + what(failure));
  }

  private static String what(Throwable failure) {
    if (failure instanceof SQLiteException sqlite) {
      return ": " + sqlite.getResultCode().name();
    }
    return states(failure) ? ": " + failure.getMessage() : place(failure);
  }

  private static boolean states(Throwable failure) {
    return failure instanceof UnreadableEvent
        || failure instanceof StoreUnavailable
        || failure instanceof MailNotSent
        || failure.getClass().equals(IllegalStateException.class);
  }

  private static String place(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .findFirst()
        .map(at -> " in " + simple(at.getClassName()) + "." + at.getMethodName())
        .orElse("");
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  private static String oneLine(String text) {
    String line = text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH);
  }
}
