package org.imprimatur.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.imprimatur.api.Answer;
import org.imprimatur.api.Problem;
import org.imprimatur.post.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A route of the HTTP API: whatever goes wrong on it is answered as a problem detail. */
record Route(Function<HttpEvent, Answer> answering) {
  private static final Logger LOG = LoggerFactory.getLogger(Route.class);
  private static final String RETRY_SECONDS = "5";

  void handle(InputStream event, OutputStream answer) throws IOException {
    HttpEvent.write(answer(HttpEvent.read(event)), answer);
  }

  private Answer answer(HttpEvent event) {
    try {
      return answering.apply(event);
    } catch (StoreUnavailable e) {
      LOG.warn("store unavailable outcomeKnown={}", e.outcomeKnown(), e);
      return retryLater(
          Problem.of(503, "The board cannot answer right now. Trying again is safe."));
    } catch (RuntimeException e) {
      LOG.error("request failed", e);
      return Problem.of(500, "Something broke on our side. It has been logged.");
    }
  }

  private static Answer retryLater(Answer problem) {
    Map<String, String> headers = new HashMap<>(problem.headers());
    headers.put("Retry-After", RETRY_SECONDS);
    return new Answer(problem.status(), headers, problem.body());
  }
}
