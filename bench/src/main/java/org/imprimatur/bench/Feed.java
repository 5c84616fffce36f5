package org.imprimatur.bench;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.imprimatur.embedded.EmbeddedRuntime;
import org.imprimatur.embedded.EmbeddedSettings;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;
import org.imprimatur.post.ReadPosts;

/**
 * How fast pages of the feed come from the store: the first, and one with nine tenths before it.
 */
final class Feed implements Measurement {
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();

  @Override
  public String name() {
    return "feed";
  }

  @Override
  public List<Row> measure(Place place) throws Exception {
    try (Folder folder = Folder.in(place.data());
        EmbeddedRuntime runtime =
            EmbeddedRuntime.open(
                EmbeddedSettings.in(folder.path()), clock, random, occurrence -> {})) {
      Posts posts = runtime.ports().posts();
      new SamplePosts(clock, random).publish(posts, place.plan().posts());
      return List.of(row(new ReadPosts(posts, clock), place.plan()));
    }
  }

  private static Row row(ReadPosts read, Plan plan) throws Exception {
    PageRequest first = PageRequest.first(PageRequest.DEFAULT_LIMIT);
    PageRequest deep =
        new PageRequest(after(read, plan.posts() * 9 / 10), PageRequest.DEFAULT_LIMIT);
    Rounds rounds =
        Rounds.of(plan, List.of(time -> pages(read, deep, time), time -> pages(read, first, time)));
    return new Row(
        "feed pages from the store, %,d posts, after nine tenths of them".formatted(plan.posts()),
        rounds.figures(0, 0),
        "/s",
        "the feed's first page",
        rounds.figures(1, 0));
  }

  private static List<Double> pages(ReadPosts read, PageRequest page, Duration time)
      throws Exception {
    int cores = Runtime.getRuntime().availableProcessors();
    return List.of(Clients.perSecond(cores, time, client -> () -> full(read.feed(page))));
  }

  private static Page<Post> full(Page<Post> page) {
    if (page.items().size() != PageRequest.DEFAULT_LIMIT) {
      throw new IllegalStateException("a page of " + page.items().size() + " posts");
    }
    return page;
  }

  private static Optional<Cursor> after(ReadPosts read, int posts) {
    Optional<Cursor> place = Optional.empty();
    for (int seen = 0; seen < posts; seen += PageRequest.MAX_LIMIT) {
      place = read.feed(new PageRequest(place, PageRequest.MAX_LIMIT)).next();
    }
    return place;
  }
}
