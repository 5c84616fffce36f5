package org.imprimatur.web.signin;

import java.util.List;
import java.util.function.Function;

/** What a browser is told on its way in or out. */
sealed interface Step {
  /** One of two answers, by what is the case. */
  <T> T fold(Function<Go, T> go, Function<Stop, T> stop);

  /**
   * To go on elsewhere.
   *
   * @param location a path of ours or an address of the provider
   * @param cookies values of Set-Cookie
   */
  record Go(String location, List<String> cookies) implements Step {
    public Go {
      cookies = List.copyOf(cookies);
    }

    @Override
    public <T> T fold(Function<Go, T> go, Function<Stop, T> stop) {
      return go.apply(this);
    }
  }

  /**
   * That it does not go on.
   *
   * @param reason a short code for the log
   * @param returnPath where the browser wanted to go
   */
  record Stop(Obstacle obstacle, String reason, ReturnPath returnPath, List<String> cookies)
      implements Step {
    public Stop {
      cookies = List.copyOf(cookies);
    }

    @Override
    public <T> T fold(Function<Go, T> go, Function<Stop, T> stop) {
      return stop.apply(this);
    }
  }

  /** Why it does not go on, with the status that says so. */
  enum Obstacle {
    /** Our own provider is not up yet. */
    STARTING(503),
    /** The provider is down or slow. */
    UNAVAILABLE(503),
    /** What came back does not belong to an attempt of this browser. */
    ATTEMPT_OVER(400),
    /** The provider or the person said no. */
    DECLINED(403),
    /** What the provider sent does not stand its check. */
    NOT_VALID(502);

    private final int status;

    Obstacle(int status) {
      this.status = status;
    }

    int status() {
      return status;
    }
  }
}
