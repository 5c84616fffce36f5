package org.imprimatur.contract;

import java.util.List;

/** What is going to happen to a post in a {@link History}. */
enum Fate {
  /** The approval service says yes. */
  AUTO_YES,
  /** The approval service says no. */
  AUTO_NO,
  /** A moderator says yes. */
  MODERATOR_YES,
  /** A moderator says no. */
  MODERATOR_NO,
  /** Somebody's own approval service says yes, several times. */
  OUTSIDE_YES,
  /** Somebody's own approval service says no, several times. */
  OUTSIDE_NO,
  /** Nobody says anything that counts. */
  SILENCE,
  /** The author takes it back. */
  WITHDRAWAL,
  /** All of them at once: it ends one way, and nobody knows beforehand which. */
  CONTEST;

  /** The fates whose end does not depend on who comes first. */
  static List<Fate> settled() {
    return List.of(values()).subList(0, CONTEST.ordinal());
  }

  /** What people and services do to the post after its submission. */
  List<Act.Kind> acts() {
    return switch (this) {
      case AUTO_YES, AUTO_NO -> List.of();
      case MODERATOR_YES -> List.of(Act.Kind.MODERATE_YES);
      case MODERATOR_NO -> List.of(Act.Kind.MODERATE_NO);
      case OUTSIDE_YES -> List.of(Act.Kind.ANSWER_YES, Act.Kind.ANSWER_STALE, Act.Kind.ANSWER_YES);
      case OUTSIDE_NO -> List.of(Act.Kind.ANSWER_NO, Act.Kind.ANSWER_STALE, Act.Kind.ANSWER_NO);
      case SILENCE -> List.of(Act.Kind.ANSWER_STALE);
      case WITHDRAWAL -> List.of(Act.Kind.WITHDRAW);
      case CONTEST ->
          List.of(
              Act.Kind.ANSWER_YES,
              Act.Kind.MODERATE_NO,
              Act.Kind.ANSWER_NO,
              Act.Kind.WITHDRAW,
              Act.Kind.MODERATE_YES);
    };
  }
}
