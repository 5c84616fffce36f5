package org.imprimatur.prove;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.bench.Folder;
import org.imprimatur.bench.HttpConnection;
import org.imprimatur.bench.Server;
import org.imprimatur.bench.SignIn;
import org.imprimatur.bench.StandInProvider;
import org.imprimatur.embedded.EmbeddedRuntime;
import org.imprimatur.embedded.EmbeddedSettings;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.Verdict;
import org.imprimatur.transfer.Entry;

/** Whether an answer, or how long it takes, tells that there is a post one may not see. */
final class SameAsUnknown implements Check {
  private static final int POSTS = 100;
  private static final int WARM_UP = 300;
  private static final int EACH = 1_000;
  private static final double MOST_APART = 0.1;

  /** Has the sweeper find what has expired and leave it where it is. */
  private static final List<String> NEVER_SWEPT =
      List.of(
          "CREATE TRIGGER stays BEFORE DELETE ON posts BEGIN SELECT RAISE(IGNORE); END",
          "CREATE TRIGGER unsaid BEFORE INSERT ON changes WHEN new.kind = 'EXPIRED'"
              + " BEGIN SELECT RAISE(IGNORE); END",
          "CREATE TRIGGER undelivered BEFORE INSERT ON deliveries"
              + " WHEN new.about LIKE '%-EXPIRED' BEGIN SELECT RAISE(IGNORE); END");

  private final Random random = new Random(1);
  private final Map<Kind, List<String>> ids = new EnumMap<>(Kind.class);

  @Override
  public String id() {
    return "D5";
  }

  @Override
  public String tries() {
    return "posts that wait, were rejected, have expired, are still on the board after that, and ids that nothing has, are read in any order, each kind"
        + " 1,000 times after 300, by strangers and by somebody else who is signed in";
  }

  @Override
  public String target() {
    return "the same bytes but for the id that was asked for, and the mean time within 10 % of that of unknown ids,"
        + " without the slowest and quickest tenths";
  }

  @Override
  public Finding run(Site site) throws GeneralSecurityException, IOException, InterruptedException {
    try (StandInProvider provider = StandInProvider.start();
        Folder folder = Folder.in(site.data())) {
      fill(folder.path().resolve("data"));
      try (Server server =
          Server.application(
              site.app(),
              folder.path(),
              provider.issuer(),
              List.of(
                  "imprimatur.approval.policy=manual", "imprimatur.addresses.max-per-minute=0"))) {
        server.secondsToFirstPage();
        String cookie = "Cookie: " + SignIn.as("somebody", server.port());
        List<Seen> all =
            List.of(
                look(server.port(), "/api/posts/", "Accept: */*"),
                look(server.port(), "/posts/", "Accept: */*"),
                look(server.port(), "/posts/", cookie));
        return finding(all, overdue(folder.path().resolve("data")));
      }
    } catch (SQLException e) {
      throw new IOException("the file of the board", e);
    }
  }

  /** What an id may be of. */
  private enum Kind {
    UNKNOWN,
    PENDING,
    REJECTED,
    EXPIRED,
    /** Public once, expired, and not yet swept. */
    OVERDUE
  }

  /**
   * What was seen of one route by one person.
   *
   * @param answers how many different answers there were
   * @param millis the mean time for each kind
   */
  private record Seen(String route, int answers, Map<Kind, Double> millis) {
    double apart() {
      double unknown = millis.getOrDefault(Kind.UNKNOWN, Double.NaN);
      return millis.values().stream()
          .mapToDouble(each -> Math.abs(each / unknown - 1))
          .max()
          .orElse(Double.NaN);
    }

    String told() {
      return String.format(
          Locale.ROOT,
          "%s: %d answer, mean ms %s, at most %.1f %% apart",
          route,
          answers,
          millis.entrySet().stream()
              .map(each -> String.format(Locale.ROOT, "%s %.3f", each.getKey(), each.getValue()))
              .collect(Collectors.joining(", ")),
          100 * apart());
    }
  }

  private static Finding finding(List<Seen> all, int overdue) {
    return Finding.of(
        overdue == POSTS
            && all.stream().allMatch(seen -> seen.answers() == 1 && seen.apart() <= MOST_APART),
        String.join("; ", all.stream().map(Seen::told).toList())
            + "; %d expired on the board at the end".formatted(overdue));
  }

  private void fill(Path data) throws SQLException {
    Clock clock = Clock.systemUTC();
    PostIds names = new PostIds(clock, random);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < POSTS; i++) {
      Post pending = FilledBoard.post(names, clock, random, i);
      note(Kind.PENDING, pending);
      entries.add(new Entry.OnBoard(pending));
      Post other = FilledBoard.post(names, clock, random, i);
      note(Kind.REJECTED, other);
      entries.add(new Entry.Archived(rejected(other)));
      Post expired = FilledBoard.post(names, clock, random, i);
      note(Kind.EXPIRED, expired);
      entries.add(new Entry.Archived(new ArchivedPost(expired, Cause.EXPIRED, expired.expires())));
      Post overdue = FilledBoard.approved(FilledBoard.post(names, clock, random, i));
      note(Kind.OVERDUE, overdue);
      entries.add(new Entry.OnBoard(overdue));
      note(Kind.UNKNOWN, FilledBoard.post(names, clock, random, i));
    }
    try (EmbeddedRuntime runtime =
        EmbeddedRuntime.open(EmbeddedSettings.in(data), clock, random, occurrence -> {})) {
      runtime.intake().keep(entries);
    }
    expire(data, clock.instant().minus(1, ChronoUnit.HOURS));
  }

  /** Has what is public have expired at a time. */
  private static void expire(Path data, Instant at) throws SQLException {
    try (Connection file = open(data);
        Statement sql = file.createStatement()) {
      sql.execute(
          "UPDATE posts SET expires = %d WHERE status = 'PUBLISHED'"
              .formatted(at.getEpochSecond()));
      for (String trigger : NEVER_SWEPT) {
        sql.execute(trigger);
      }
    }
  }

  /** How many that have expired are on the board. */
  private static int overdue(Path data) throws SQLException {
    try (Connection file = open(data);
        Statement sql = file.createStatement();
        ResultSet count =
            sql.executeQuery("SELECT count(*) FROM posts WHERE expires < unixepoch()")) {
      return count.getInt(1);
    }
  }

  private static Connection open(Path data) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + data.resolve("imprimatur.db"));
  }

  private void note(Kind kind, Post post) {
    ids.computeIfAbsent(kind, first -> new ArrayList<>()).add(post.id().value());
  }

  private static ArchivedPost rejected(Post post) {
    Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    Decision no =
        new Decision(Verdict.REJECTED, Optional.of("no"), Decider.moderator("mia", "Mia"), now, 1);
    return new ArchivedPost(post.decided(no, now, post.expires()), Cause.REJECTED, now);
  }

  private Seen look(int port, String route, String header)
      throws IOException, InterruptedException {
    List<String> answers = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      answers.add(answer(port, route, ids.getOrDefault(kind, List.of()).get(0), header));
    }
    String who = header.startsWith("Cookie") ? " signed in" : "";
    return new Seen(
        route + who, (int) answers.stream().distinct().count(), times(port, route, header));
  }

  /** An answer with all that is told in it, but for the date and the id. */
  private static String answer(int port, String route, String id, String header)
      throws IOException, InterruptedException {
    String[] field = header.split(": ", 2);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + route + id))
            .header(field[0], field[1])
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    return (answer.statusCode() + " " + headers + answer.body()).replace(id, "ID");
  }

  private Map<Kind, Double> times(int port, String route, String header) throws IOException {
    Map<Kind, List<Double>> times = new EnumMap<>(Kind.class);
    List<Kind> order = new ArrayList<>();
    for (int i = 0; i < WARM_UP + EACH; i++) {
      List<Kind> all = new ArrayList<>(List.of(Kind.values()));
      Collections.shuffle(all, random);
      order.addAll(all);
    }
    try (HttpConnection connection = HttpConnection.open(port)) {
      for (Kind kind : order) {
        String id = ids.getOrDefault(kind, List.of()).get(random.nextInt(POSTS));
        byte[] request = HttpConnection.get(port, route + id, header);
        long start = System.nanoTime();
        connection.body(request);
        times
            .computeIfAbsent(kind, first -> new ArrayList<>())
            .add((System.nanoTime() - start) / 1e6);
      }
    }
    Map<Kind, Double> means = new EnumMap<>(Kind.class);
    times.forEach((kind, all) -> means.put(kind, trimmed(all.subList(WARM_UP, all.size()))));
    return means;
  }

  private static double trimmed(List<Double> times) {
    return times.stream()
        .sorted()
        .skip(EACH / 10)
        .limit(EACH - 2 * (EACH / 10))
        .mapToDouble(time -> time)
        .average()
        .orElse(Double.NaN);
  }
}
