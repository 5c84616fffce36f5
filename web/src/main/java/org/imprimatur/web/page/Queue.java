package org.imprimatur.web.page;

import io.quarkus.runtime.BlockingOperationControl;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.imprimatur.Board;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.StoreUnavailable;

/**
 * How many posts wait for a moderator, for the corner of the pages that moderators see. Looks at
 * one post more than it counts, and not more often than every {@value #SECONDS} seconds unless
 * something was decided here; decisions elsewhere are seen that much later. Thread-safe.
 */
@Named("queue")
@Singleton
public class Queue {
  private static final int MOST = 20;
  private static final int SECONDS = 10;

  private final Board board;
  private final Clock clock;
  private volatile Look last = new Look("", Instant.MIN);

  Queue(Board board, Clock clock) {
    this.board = board;
    this.clock = clock;
  }

  /** The number, {@code 20+} for more; nothing where none waits or nobody can say. */
  public String length() {
    Instant now = clock.instant();
    Look look = last;
    if (now.isBefore(look.until())) {
      return look.length();
    }
    return BlockingOperationControl.isBlockingAllowed() ? look(now) : "";
  }

  /** Something was decided: the next to ask is told what is so then. */
  void changed() {
    last = new Look("", Instant.MIN);
  }

  private String look(Instant now) {
    String length = counted();
    last = new Look(length, now.plus(Duration.ofSeconds(SECONDS)));
    return length;
  }

  private String counted() {
    try {
      int waiting = board.readPosts().waiting(PageRequest.first(MOST + 1)).items().size();
      return waiting == 0 ? "" : waiting > MOST ? MOST + "+" : Integer.toString(waiting);
    } catch (StoreUnavailable e) {
      return "";
    }
  }

  private record Look(String length, Instant until) {}
}
