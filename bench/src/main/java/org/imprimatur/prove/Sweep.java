package org.imprimatur.prove;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.imprimatur.bench.Folder;

/** How long it takes to look through a large board. */
final class Sweep implements Check {
  private static final int POSTS = 100_000;
  private static final int MOST_SECONDS = 60;

  @Override
  public String id() {
    return "E14";
  }

  @Override
  public String tries() {
    return "`check` looks through a board of 100,000 posts";
  }

  @Override
  public String target() {
    return "at most 60 s";
  }

  @Override
  public Finding run(Site site) throws GeneralSecurityException, IOException, InterruptedException {
    try (Folder folder = Folder.in(site.data())) {
      Path data = folder.path().resolve("data");
      FilledBoard.in(data, POSTS);
      Operator.Outcome check = Operator.check(data);
      return Finding.of(
          check.done() && check.seconds() <= MOST_SECONDS,
          "%.1f s; it said: %s".formatted(check.seconds(), check.said()));
    }
  }
}
