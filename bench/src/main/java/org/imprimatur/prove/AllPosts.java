package org.imprimatur.prove;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.imprimatur.embedded.EmbeddedRuntime;
import org.imprimatur.embedded.EmbeddedSettings;
import org.imprimatur.post.Post;
import org.imprimatur.transfer.Entry;

/** What is in the data of a board that does not run. */
final class AllPosts {
  private AllPosts() {}

  /** Every post, on the board or in the archive. */
  static List<Post> in(Path data) {
    List<Post> all = new ArrayList<>();
    try (EmbeddedRuntime runtime =
        EmbeddedRuntime.open(
            EmbeddedSettings.in(data), Clock.systemUTC(), new Random(1), occurrence -> {})) {
      runtime.holdings().forEach(entry -> post(entry).ifPresent(all::add));
    }
    return all;
  }

  private static Optional<Post> post(Entry entry) {
    return entry.fold(
        Optional::of,
        departed -> Optional.of(departed.post()),
        act -> Optional.empty(),
        notice -> Optional.empty(),
        event -> Optional.empty());
  }
}
