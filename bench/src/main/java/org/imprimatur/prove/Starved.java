package org.imprimatur.prove;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.imprimatur.bench.Folder;
import org.imprimatur.bench.HttpConnection;
import org.imprimatur.bench.Server;
import org.imprimatur.bench.StandInProvider;
import org.imprimatur.bench.Threads;
import org.imprimatur.post.Post;

/** The application with too little of everything, under load. */
final class Starved implements Check {
  private static final int WRITERS = 16;
  private static final int READERS = 32;
  private static final int IDLE = 300;

  /** Over one connection: who comes next finds a place then. */
  private static final int AT_A_TIME = 20;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration RECOVERY = Duration.ofSeconds(30);

  private final Map<String, String> titles = new ConcurrentHashMap<>();
  private final LongAdder right = new LongAdder();
  private final LongAdder wrong = new LongAdder();
  private final LongAdder refused = new LongAdder();

  @Override
  public String id() {
    return "H6";
  }

  @Override
  public String tries() {
    return "the application with a heap of 256 MB, 256 files at a time and one core: 16 who write, 32 who read what was"
        + " written, for 2 minutes (20 s without `--long`), and 300 connections that do nothing from half of that on";
  }

  @Override
  public String target() {
    return "it lives, and answers within 30 s of the end; 0 acknowledged lost, 0 texts of another post; `check` finds"
        + " nothing";
  }

  @Override
  public Finding run(Site site) throws GeneralSecurityException, IOException, InterruptedException {
    try (StandInProvider provider = StandInProvider.start();
        Folder folder = Folder.in(site.data())) {
      boolean well;
      try (Server server =
          Server.starved(
              site.app(),
              folder.path(),
              provider.issuer(),
              List.of("imprimatur.approval.delay=1s"))) {
        server.secondsToFirstPage();
        load(server.port(), provider, Duration.ofSeconds(site.pick(20, 120)));
        well = answersAgain(server.port());
      }
      return finding(folder.path().resolve("data"), well);
    }
  }

  private Finding finding(Path data, boolean well) throws IOException, InterruptedException {
    Map<String, String> there =
        AllPosts.in(data).stream()
            .collect(Collectors.toMap(post -> post.id().value(), Post::title));
    long lost =
        titles.entrySet().stream()
            .filter(post -> !post.getValue().equals(there.get(post.getKey())))
            .count();
    Operator.Outcome check = Operator.check(data);
    boolean met = well && lost == 0 && wrong.sum() == 0 && right.sum() > 0 && check.done();
    return Finding.of(
        met && !titles.isEmpty(),
        "%,d acknowledged, %,d lost; %,d read as written, %,d otherwise; %,d refused or cut; %s at the end; check: %s"
            .formatted(
                titles.size(),
                lost,
                right.sum(),
                wrong.sum(),
                refused.sum(),
                well ? "well" : "not well",
                check.said()));
  }

  private void load(int port, StandInProvider provider, Duration time)
      throws GeneralSecurityException, IOException {
    AtomicBoolean end = new AtomicBoolean();
    List<Socket> idle = new ArrayList<>();
    try (Threads threads = new Threads(WRITERS + READERS)) {
      for (int i = 0; i < WRITERS; i++) {
        String token = provider.accessToken("author-" + i);
        threads.begin(() -> write(token, port, end));
      }
      for (int i = 0; i < READERS; i++) {
        threads.begin(() -> read(port, end));
      }
      Threads.pause(time.dividedBy(2));
      for (int i = 0; i < IDLE; i++) {
        idle.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }
      Threads.pause(time.dividedBy(2));
      end.set(true);
      threads.finish();
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  private boolean write(String token, int port, AtomicBoolean end) {
    while (!end.get()) {
      try (HttpConnection connection = HttpConnection.open(port)) {
        for (int i = 0; i < AT_A_TIME && !end.get(); i++) {
          writeOne(connection, port, token);
        }
      } catch (IOException | RuntimeException e) {
        refused.increment();
      }
    }
    return true;
  }

  private void writeOne(HttpConnection connection, int port, String token) throws IOException {
    String title = UUID.randomUUID().toString();
    String json = "{\"title\":\"%s\",\"body\":\"%s\"}".formatted(title, title);
    byte[] answer = connection.body(HttpConnection.post(port, "/api/posts", token, json));
    String id = JSON.readTree(answer).path("id").asText();
    if (id.isEmpty()) {
      refused.increment();
    } else {
      titles.put(id, title);
    }
  }

  private boolean read(int port, AtomicBoolean end) {
    while (!end.get()) {
      try (HttpConnection connection = HttpConnection.open(port)) {
        for (int i = 0; i < AT_A_TIME && !end.get(); i++) {
          readOne(connection, port);
        }
      } catch (IOException | RuntimeException e) {
        refused.increment();
      }
    }
    return true;
  }

  private void readOne(HttpConnection connection, int port) throws IOException {
    Optional<Map.Entry<String, String>> some = some();
    if (some.isEmpty()) {
      Threads.pause(Duration.ofMillis(50));
      return;
    }
    byte[] request = HttpConnection.get(port, "/api/posts/" + some.get().getKey());
    String body = new String(connection.body(request), StandardCharsets.UTF_8);
    if (!body.contains("\"publishedAt\"")) {
      return; // Not public yet, or told to come back.
    }
    boolean same = body.contains(some.get().getKey()) && body.contains(some.get().getValue());
    (same ? right : wrong).increment();
  }

  private Optional<Map.Entry<String, String>> some() {
    int size = titles.size();
    return size == 0
        ? Optional.empty()
        : titles.entrySet().stream().skip(ThreadLocalRandom.current().nextInt(size)).findFirst();
  }

  private static boolean answersAgain(int port) throws InterruptedException {
    long end = System.nanoTime() + RECOVERY.toNanos();
    while (System.nanoTime() < end) {
      try (HttpConnection connection = HttpConnection.open(port)) {
        if (connection.exchange(HttpConnection.get(port, "/")) == 200) {
          return true;
        }
      } catch (IOException e) {
        Threads.pause(Duration.ofMillis(100)); // Not yet.
      }
    }
    return false;
  }
}
