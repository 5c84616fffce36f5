package org.imprimatur.screening;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.post.Submission;

/**
 * What stays of a body when case, look-alikes, marks, spaces and punctuation are gone: equal for
 * texts that say the same. Remembers the last few hundred, since the same posts are compared with
 * each new one. Thread-safe.
 */
final class Fingerprints {
  /** More than are compared with one post, so that the next finds all of them here. */
  private static final int MOST_REMEMBERED = 512;

  private final Map<Submission, String> latest = new LinkedHashMap<>();

  String of(Submission text) {
    return remembered(text).orElseGet(() -> remember(text, fingerprint(text)));
  }

  /** The letters and digits of what is read. */
  private static String fingerprint(Submission text) {
    return Reading.ALIKE.words(Rendered.of(text.body()).text()).replace(" ", "");
  }

  private synchronized Optional<String> remembered(Submission text) {
    return Optional.ofNullable(latest.get(text));
  }

  private synchronized String remember(Submission text, String fingerprint) {
    if (latest.size() >= MOST_REMEMBERED) {
      latest.remove(latest.keySet().iterator().next());
    }
    latest.put(text, fingerprint);
    return fingerprint;
  }
}
