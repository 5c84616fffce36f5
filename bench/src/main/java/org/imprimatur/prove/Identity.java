package org.imprimatur.prove;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprimatur.bench.Folder;
import org.imprimatur.bench.HttpConnection;
import org.imprimatur.bench.Server;
import org.imprimatur.bench.SignIn;
import org.imprimatur.bench.StandInProvider;
import org.imprimatur.bench.Threads;

/** Many people at once, and a server that is killed: is anybody ever taken for another? */
final class Identity implements Check {
  private static final int PEOPLE = 200;
  private static final int CLIENTS = 64;
  private static final Pattern SHOWN = Pattern.compile("Signed in as <bdi>([^<]*)</bdi>");

  @Override
  public String id() {
    return "A11";
  }

  @Override
  public String tries() {
    return "64 clients look at pages of 200 people, whose tokens expire every 20 s meanwhile; after half of the"
        + " answers the server is killed and started again";
  }

  @Override
  public String target() {
    return "0 of 1,000,000 answers name somebody else, and nobody has to sign in again";
  }

  @Override
  public Finding run(Site site) throws GeneralSecurityException, IOException, InterruptedException {
    int answers = site.pick(20_000, 1_000_000);
    Seen seen = new Seen(new LongAdder(), new LongAdder(), new LongAdder());
    List<String> sessions = new ArrayList<>();
    try (StandInProvider provider = StandInProvider.start();
        Folder folder = Folder.in(site.data())) {
      try (Server server = server(site, folder.path(), provider)) {
        server.secondsToFirstPage();
        for (int i = 0; i < PEOPLE; i++) {
          sessions.add(SignIn.as(person(i), server.port()));
        }
        look(server.port(), sessions, answers / 2, seen);
        server.process().destroyForcibly();
        server.process().onExit().join();
      }
      try (Server server = server(site, folder.path(), provider)) {
        server.secondsToFirstPage();
        look(server.port(), sessions, answers - answers / 2, seen);
      }
    }
    return Finding.of(
        seen.others().sum() == 0 && seen.nobody().sum() == 0 && seen.right().sum() == answers,
        String.format(
            Locale.ROOT,
            "%,d answers: %,d to who asked, %,d to another, %,d to nobody",
            answers,
            seen.right().sum(),
            seen.others().sum(),
            seen.nobody().sum()));
  }

  private static Server server(Site site, Path data, StandInProvider provider) throws IOException {
    return Server.application(
        site.app(),
        data,
        provider.issuer(),
        List.of("imprimatur.approval.policy=manual", "imprimatur.addresses.max-per-minute=0"));
  }

  private static String person(int number) {
    return "person-" + number;
  }

  private static void look(int port, List<String> sessions, int answers, Seen seen) {
    try (Threads threads = new Threads(CLIENTS)) {
      for (int client = 0; client < CLIENTS; client++) {
        int share = answers / CLIENTS + (client < answers % CLIENTS ? 1 : 0);
        threads.begin(() -> client(port, sessions, share, seen));
      }
      threads.finish();
    }
  }

  private static boolean client(int port, List<String> sessions, int answers, Seen seen)
      throws IOException {
    try (HttpConnection connection = HttpConnection.open(port)) {
      for (int i = 0; i < answers; i++) {
        int who = ThreadLocalRandom.current().nextInt(PEOPLE);
        byte[] request = HttpConnection.get(port, "/me", "Cookie: " + sessions.get(who));
        Matcher name = SHOWN.matcher(new String(connection.body(request), StandardCharsets.UTF_8));
        if (!name.find()) {
          seen.nobody().increment();
        } else if (name.group(1).equals(person(who))) {
          seen.right().increment();
        } else {
          seen.others().increment();
        }
      }
    }
    return true;
  }

  /** How many answers were for whom. */
  private record Seen(LongAdder right, LongAdder others, LongAdder nobody) {}
}
