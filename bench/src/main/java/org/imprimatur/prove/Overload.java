package org.imprimatur.prove;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.imprimatur.bench.Folder;
import org.imprimatur.bench.HttpConnection;
import org.imprimatur.bench.Server;
import org.imprimatur.bench.StandInProvider;

/** The application asked for four times as much as it can do. */
final class Overload implements Check {
  private static final int AUTHORS = 64;
  private static final int READS_OF = 4;
  private static final double FIRST = 200;
  private static final int MOST_STEPS = 12;
  private static final int NORMAL_MILLIS = 250;
  private static final double MOST_LATE_MILLIS = 10;

  @Override
  public String id() {
    return "H3";
  }

  @Override
  public String tries() {
    return "requests at a fixed rate, three posts for one read, up to four times capacity for 60 s (15 without"
        + " `--long`), then a quarter of it; times from when each was to be sent; server on one core,"
        + " clients on another";
  }

  @Override
  public String target() {
    return "at four times: goodput at least 80 % of the most, accepted p99 at most 1 s, the rest told within 50 ms"
        + " (p99) with `Retry-After`, health answered; normal within 10 s after";
  }

  @Override
  public Finding run(Site site) throws GeneralSecurityException, IOException, InterruptedException {
    try (StandInProvider provider = StandInProvider.start();
        Folder folder = Folder.in(site.data());
        Server server =
            Server.application(
                site.app(),
                folder.path(),
                provider.issuer(),
                List.of("imprimatur.approval.policy=manual"))) {
      server.secondsToFirstPage();
      boolean apart = pin(server.process().pid(), 0) && pin(ProcessHandle.current().pid(), 1);
      try {
        return finding(site, server, requests(provider, server.port()), apart);
      } finally {
        pin("0-" + (Runtime.getRuntime().availableProcessors() - 1), ProcessHandle.current().pid());
      }
    }
  }

  private static Finding finding(
      Site site, Server server, IntFunction<byte[]> requests, boolean apart) throws IOException {
    Pressure pressure = new Pressure(server.port(), requests);
    pressure.at(FIRST, Duration.ofSeconds(site.pick(15, 30)));
    List<Outcome> ramp = ramp(pressure, Duration.ofSeconds(site.pick(5, 10)));
    double most = ramp.stream().mapToDouble(Outcome::goodput).max().orElse(0);
    Probe probe = new Probe(server.operatorsPort());
    Outcome four = pressure.at(4 * most, Duration.ofSeconds(site.pick(15, 60)));
    Probe.Seen health = probe.end();
    Outcome after = pressure.at(most / 4, Duration.ofSeconds(15));
    return new Run(ramp, most, four, health, after, apart).finding();
  }

  /**
   * What came of it.
   *
   * @param most how many a second were done what they asked for, at most
   * @param four at four times that
   * @param after at a quarter of it, then
   * @param apart whether server and client had a core each
   */
  private record Run(
      List<Outcome> ramp,
      double most,
      Outcome four,
      Probe.Seen health,
      Outcome after,
      boolean apart) {
    Finding finding() {
      boolean met =
          clientInTime()
              && four.goodput() >= 0.8 * most
              && four.acceptedMillis(99) <= 1_000
              && four.shedMillis(99) <= 50
              && four.wellShed()
              && health.well()
              && after.normalAfter(NORMAL_MILLIS) <= 10;
      return Finding.of(met, goodput() + times() + end());
    }

    /** A client that sends late has sent less than it says, and measured itself. */
    private boolean clientInTime() {
      return late() <= MOST_LATE_MILLIS;
    }

    private double late() {
      return Stream.concat(ramp.stream(), Stream.of(four, after))
          .mapToDouble(outcome -> outcome.lateMillis(99))
          .max()
          .orElse(0);
    }

    private String goodput() {
      return String.format(
          Locale.ROOT,
          "most %,.0f/s; asked for %,.0f/s: goodput %,.0f/s (%.0f %%), of posts %.0f %%, of reads"
              + " %.0f %%",
          most,
          4 * most,
          four.goodput(),
          100 * four.goodput() / most,
          four.accepted(i -> !isRead(i)),
          four.accepted(Overload::isRead));
    }

    private String times() {
      return String.format(
          Locale.ROOT,
          "; accepted p50 %.0f ms, p99 %.0f ms; shed p50 %.1f ms, p99 %.1f ms, %s; %d had no answer",
          four.acceptedMillis(50),
          four.acceptedMillis(99),
          four.shedMillis(50),
          four.shedMillis(99),
          four.wellShed() ? "all 503 with Retry-After" : "not all 503 with Retry-After",
          four.cut());
    }

    private String end() {
      return String.format(
          Locale.ROOT,
          "; over %,d connections, sent late p99 %.1f ms%s; %s; normal after %.0f s%s",
          four.connections(),
          late(),
          clientInTime() ? "" : ": **the client was late, this tells nothing of the application**",
          health.told(),
          after.normalAfter(NORMAL_MILLIS),
          apart ? "" : "; both on all cores");
    }
  }

  /** Half as much again at each step, until less than seven in ten are accepted. */
  private static List<Outcome> ramp(Pressure pressure, Duration step) throws IOException {
    List<Outcome> ramp = new ArrayList<>();
    double rate = FIRST;
    for (int i = 0; i < MOST_STEPS; i++) {
      Outcome outcome = pressure.at(rate, step);
      ramp.add(outcome);
      System.err.printf(
          "H3: %,.0f/s asked, %,.0f/s done, p99 %.0f ms, sent late p99 %.1f ms%n",
          rate, outcome.goodput(), outcome.acceptedMillis(99), outcome.lateMillis(99));
      if (outcome.goodput() < 0.7 * rate) {
        return ramp;
      }
      rate *= 1.5;
    }
    return ramp;
  }

  private static boolean isRead(int number) {
    return number % READS_OF == 0;
  }

  private static IntFunction<byte[]> requests(StandInProvider provider, int port)
      throws GeneralSecurityException {
    List<byte[]> posts = new ArrayList<>();
    for (int i = 0; i < AUTHORS; i++) {
      String json =
          "{\"title\": \"Under pressure\", \"body\": \""
              + "A body of some length. ".repeat(15)
              + "\"}";
      String token = provider.accessToken("author-" + i);
      posts.add(HttpConnection.post(port, "/api/posts", token, json));
    }
    byte[] read = HttpConnection.get(port, "/api/posts/0190a0a0a0a07000800000000000dead");
    return i -> isRead(i) ? read : posts.get(i % AUTHORS);
  }

  private static boolean pin(long process, int core) throws IOException, InterruptedException {
    return Runtime.getRuntime().availableProcessors() > 1 && pin(Integer.toString(core), process);
  }

  private static boolean pin(String cores, long process) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder("taskset", "-acp", cores, Long.toString(process))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
