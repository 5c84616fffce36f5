package org.imprimatur.prove;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.imprimatur.bench.Folder;
import org.imprimatur.bench.HttpConnection;
import org.imprimatur.bench.Server;
import org.imprimatur.bench.SignIn;
import org.imprimatur.bench.StandInProvider;
import org.imprimatur.bench.Threads;
import org.imprimatur.post.Status;
import org.imprimatur.prove.StandInApprovalService.Mood;

/** The application with an approval service that is bad in every way, then well again. */
final class Backlog implements Check {
  private static final int WRITERS = 8;

  /**
   * How long a delivery leaves alone a service that was silent, and how many silences that takes.
   */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final int SILENCES = 5;

  /** How many deliveries are on their way at once, and may be when it turns out to be silent. */
  private static final int AT_ONCE = 32;

  /** How often it is asked in each mood, at least. */
  private static final int OFTEN = 3;

  private static final Duration ANSWERING = Duration.ofSeconds(15);

  /**
   * Where a delivery says so in its reason, which is in the log; one that was not tried says it
   * elsewhere.
   */
  private static final String SILENT = "WebhookDelivery.silence";

  private static final Duration MOST = Duration.ofMinutes(5);
  private static final List<Mood> BAD =
      List.of(Mood.FAILS, Mood.REFUSES, Mood.SWALLOWS, Mood.DAWDLES, Mood.BABBLES, Mood.FORGES);

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<Mood, Integer> asked = new EnumMap<>(Mood.class);

  @Override
  public String id() {
    return "E10";
  }

  @Override
  public String tries() {
    return "10,000 posts (500 without `--long`) over HTTP while the approval service answers 500, refuses, swallows"
        + " connections, takes 30 s, talks nonsense, and forges; then it is well, and `dead-letters redrive --all`";
  }

  @Override
  public String target() {
    return "0 published meanwhile, 0 forged answers believed, the author is told it waits; waits that grow and differ,"
        + " in each mood at least 3 calls, and one in 5 s while it is silent; all published within 5 minutes after;"
        + " `check` finds nothing";
  }

  @Override
  public Finding run(Site site) throws GeneralSecurityException, IOException, InterruptedException {
    try (StandInProvider provider = StandInProvider.start();
        StandInApprovalService service = new StandInApprovalService();
        Folder folder = Folder.in(site.data())) {
      Path data = folder.path().resolve("data");
      Outcome outcome = outcome(site, folder, provider, service);
      long published = published(data);
      Operator.Outcome check = Operator.check(data);
      Pauses pauses = Pauses.of(service.asked());
      boolean met =
          outcome.early() == 0
              && outcome.waits()
              && service.believed() == 0
              && pauses.grow()
              && BAD.stream().allMatch(this::askedAFewTimes)
              && published == acknowledged.size()
              && published == site.pick(500, 10_000) / BAD.size() * BAD.size()
              && outcome.seconds() <= MOST.toSeconds()
              && check.done();
      return Finding.of(
          met,
          String.format(
              Locale.ROOT,
              "%,d posts, %d published meanwhile, %d forgeries believed, the author read %s; asked %s times; %s; %s;"
                  + " %,d published %.0f s after; check: %s",
              acknowledged.size(),
              outcome.early(),
              service.believed(),
              outcome.waits() ? "that it waits" : "nothing of it",
              asked,
              pauses.told(),
              outcome.redriven(),
              published,
              outcome.seconds(),
              check.said()));
    }
  }

  /**
   * What came of it.
   *
   * @param early how many pages showed something public while the service was bad
   * @param waits whether the author was told each time that the text waits
   * @param redriven what the operator was told
   * @param seconds how long after it was well again all had been answered
   */
  private record Outcome(int early, boolean waits, String redriven, double seconds) {}

  private Outcome outcome(
      Site site, Folder folder, StandInProvider provider, StandInApprovalService service)
      throws GeneralSecurityException, IOException, InterruptedException {
    try (Server server =
        Server.application(
            site.app(),
            folder.path(),
            provider.issuer(),
            List.of(
                "imprimatur.approval.policy=webhook",
                "imprimatur.approval.delay=1s",
                "imprimatur.approval.webhook.url=" + service.address(),
                "imprimatur.approval.webhook.secret=" + StandInApprovalService.SECRET))) {
      server.secondsToFirstPage();
      service.answersTo(server.port());
      String author = SignIn.as("author-0", server.port());
      int early = 0;
      boolean waits = true;
      for (Mood mood : BAD) {
        service.put(mood);
        int before = calls(mood, service, folder);
        submit(server.port(), provider, site.pick(500, 10_000) / BAD.size(), time(mood));
        asked.put(mood, calls(mood, service, folder) - before);
        early += page(server.port(), "/api/posts", "").contains("\"items\":[]") ? 0 : 1;
        String own = page(server.port(), "/me", "Cookie: " + author);
        waits &= own.contains("Waiting for approval") && !own.contains("chip published");
      }
      service.put(Mood.ANSWERS);
      long start = System.nanoTime();
      Operator.Outcome redriven =
          Operator.run("DeadLettersCommand", folder.path().resolve("data"), "redrive", "--all");
      return new Outcome(early, waits, redriven.said(), cleared(service, start));
    }
  }

  /** Where it is silent, long enough for a few calls and one at each end that may miss. */
  private static Duration time(Mood mood) {
    return mood.silent() ? PAUSE.multipliedBy(OFTEN + 2) : ANSWERING;
  }

  /** How many times it was called so far; where nobody listens there, by what the board says. */
  private static int calls(Mood mood, StandInApprovalService service, Folder folder)
      throws IOException {
    if (mood.listens()) {
      return service.requests();
    }
    try (Stream<String> log = Files.lines(folder.path().resolve("log.txt"))) {
      return (int) log.filter(line -> line.contains(SILENT)).count();
    }
  }

  /**
   * Often enough to tell something, and while it is silent no oftener than once in each pause; one
   * more may have been on its way at each end. Before the first silences it is not known that it
   * is.
   */
  private boolean askedAFewTimes(Mood mood) {
    Mood first = BAD.stream().filter(Mood::silent).findFirst().orElseThrow();
    long most = time(mood).dividedBy(PAUSE) + 2 + (mood == first ? SILENCES + AT_ONCE : 0);
    int calls = asked.getOrDefault(mood, 0);
    return calls >= OFTEN && (calls <= most || !mood.silent());
  }

  /** Hands in so many within a time, so that some are always on their way. */
  private void submit(int port, StandInProvider provider, int posts, Duration time)
      throws GeneralSecurityException {
    long start = System.nanoTime();
    try (Threads threads = new Threads(WRITERS)) {
      for (int writer = 0; writer < WRITERS; writer++) {
        int share = posts / WRITERS + (writer < posts % WRITERS ? 1 : 0);
        Poster poster = new Poster(provider.accessToken("author-" + writer));
        threads.begin(
            () -> {
              for (int i = 0; i < share; i++) {
                Threads.waitUntil(start + time.toNanos() * i / share);
                poster.submit(port, "A title", "A body").ifPresent(acknowledged::add);
              }
              return true;
            });
      }
      threads.finish();
    }
    Threads.waitUntil(start + time.toNanos());
  }

  private double cleared(StandInApprovalService service, long start) {
    while (!service.decided().containsAll(acknowledged)
        && System.nanoTime() - start < MOST.plusMinutes(5).toNanos()) {
      Threads.pause(Duration.ofMillis(100));
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static String page(int port, String path, String header) throws IOException {
    try (HttpConnection connection = HttpConnection.open(port)) {
      byte[] request =
          header.isEmpty()
              ? HttpConnection.get(port, path)
              : HttpConnection.get(port, path, header);
      return new String(connection.body(request), StandardCharsets.UTF_8);
    }
  }

  private long published(Path data) {
    return AllPosts.in(data).stream()
        .filter(post -> post.status() == Status.PUBLISHED)
        .filter(post -> acknowledged.contains(post.id().value()))
        .count();
  }

  /** How long it was until the same request came again, after the first time and the third. */
  private record Pauses(double first, double spread, double third) {
    static Pauses of(List<List<Long>> asked) {
      List<List<Long>> often = asked.stream().filter(times -> times.size() > 3).toList();
      ToDoubleFunction<List<Long>> first = times -> (times.get(1) - times.get(0)) / 1e9;
      double mean = often.stream().mapToDouble(first).average().orElse(0);
      double most = often.stream().mapToDouble(first).max().orElse(0);
      double least = often.stream().mapToDouble(first).min().orElse(0);
      double third =
          often.stream()
              .mapToDouble(times -> (times.get(3) - times.get(2)) / 1e9)
              .average()
              .orElse(0);
      return new Pauses(mean, most - least, third);
    }

    boolean grow() {
      return third > 2 * first && spread > 0.2;
    }

    String told() {
      return String.format(
          Locale.ROOT,
          "again after %.1f s (from %.1f s apart), later %.1f s",
          first,
          spread,
          third);
    }
  }
}
