package org.imprimatur.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a board with very many posts costs: pages deep in its feed, which are read and rendered each
 * time, and what people do most, beside the same on a small board.
 */
final class BoardSize implements Measurement {
  private static final String FIRST = "the first page, uncached";
  private static final String POST = "a post's page";
  private static final String MINE = "my posts";
  private static final String SUBMISSION = "a submission";

  @Override
  public String name() {
    return "size";
  }

  @Override
  public List<Row> measure(Place place)
      throws GeneralSecurityException, IOException, InterruptedException {
    Plan plan = place.plan();
    try (Folder folder = Folder.in(place.data());
        Folder other = Folder.in(place.data());
        StandInProvider provider = StandInProvider.start()) {
      SampleBoard many = SampleBoard.fill(folder.path().resolve("data"), plan.most());
      SampleBoard few = SampleBoard.fill(other.path().resolve("data"), plan.few());
      try (Server large = Server.application(place, folder.path(), provider.issuer());
          Server small = Server.application(place, other.path(), provider.issuer())) {
        large.secondsToFirstPage();
        small.secondsToFirstPage();
        return measure(place, new Site(large, many, folder), new Site(small, few, other), provider);
      }
    }
  }

  private static List<Row> measure(Place place, Site large, Site small, StandInProvider provider)
      throws GeneralSecurityException, IOException, InterruptedException {
    try (Company beside = Company.of(place, large.folder().path(), large.app())) {
      Stream<Row> growth = growth(place.plan(), large, small, provider);
      return Stream.concat(deep(place.plan(), large, beside), growth).toList();
    }
  }

  private static Stream<Row> deep(Plan plan, Site large, Company beside) {
    Rounds rounds = beside.page(new Rounds(plan), large.folder());
    large.deep(rounds);
    rounds.run(plan.share());
    return Stream.of(
        rounds.row(large.pages(), Load.PER_SECOND, Company.PEER, Target.ratioAtLeast(18)),
        rounds.row(large.pages(), Load.P99, Company.NGINX, Target.ratioAtMost(2)),
        rounds.row(large.pages(), Load.EACH, large.of(FIRST), Target.ratioAtMost(1.2)),
        rounds.row(large.lists(), Load.PER_SECOND, large.pages(), Target.ratioAtLeast(1)));
  }

  private static Stream<Row> growth(Plan plan, Site large, Site small, StandInProvider provider)
      throws GeneralSecurityException, IOException, InterruptedException {
    Rounds reading = new Rounds(plan);
    small.reading(reading);
    large.reading(reading);
    reading.run(plan.share());
    Rounds writing = new Rounds(plan);
    small.writing(writing, provider);
    large.writing(writing, provider);
    writing.run(plan.share());
    return Stream.concat(
        Stream.of(FIRST, POST, MINE).map(what -> growth(reading, what, large, small)),
        Stream.of(growth(writing, SUBMISSION, large, small)));
  }

  private static Row growth(Rounds rounds, String what, Site large, Site small) {
    return rounds.row(large.of(what), Load.EACH, small.of(what), Target.ratioAtMost(1.2));
  }

  /** A board that is served. */
  private record Site(Server app, SampleBoard board, Folder folder) {
    String of(String what) {
      return "%s, %,d posts".formatted(what, board.posts());
    }

    String pages() {
      return of("pages deep in the feed");
    }

    String lists() {
      return of("the same as JSON");
    }

    void deep(Rounds rounds) {
      rounds
          .with(pages(), load(Requests.deep(app, "/", board), Load.CARD))
          .with(lists(), load(Requests.deep(app, "/api/posts", board), "publishedAt"))
          .with(of(FIRST), load(Requests.first(app, board), Load.CARD));
    }

    void reading(Rounds rounds) throws IOException, InterruptedException {
      rounds
          .with(of(FIRST), load(Requests.first(app, board), Load.CARD))
          .with(of(POST), load(Requests.posts(app, board), SampleText.TITLE))
          .with(of(MINE), load(Requests.signedIn(app, "/me", board), SampleText.TITLE));
    }

    void writing(Rounds rounds, StandInProvider provider)
        throws GeneralSecurityException, IOException, InterruptedException {
      rounds.with(of(SUBMISSION), HttpSubmissions.load(app, folder, provider));
    }

    private Load load(List<byte[]> requests, String shows) {
      return Load.of(app, folder, requests, shows);
    }
  }
}
