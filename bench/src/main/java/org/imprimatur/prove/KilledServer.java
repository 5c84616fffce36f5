package org.imprimatur.prove;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.imprimatur.bench.Folder;
import org.imprimatur.bench.Server;
import org.imprimatur.bench.StandInProvider;
import org.imprimatur.bench.Threads;
import org.imprimatur.post.Post;

/** The packaged application, under load over HTTP, killed over and over. */
final class KilledServer implements Check {
  private static final int WRITERS = 8;
  private static final int PATIENCE = 300;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> tried = ConcurrentHashMap.newKeySet();

  @Override
  public String id() {
    return "E1";
  }

  @Override
  public String tries() {
    return "the application under load by 8 writers over HTTP is killed 50 to 2,000 ms after it is"
        + " ready, started again, and reconciled";
  }

  @Override
  public String target() {
    return "0 lost, 0 phantom, 0 half, and `check` finds nothing, in 500 kills";
  }

  @Override
  public Finding run(Site site) throws GeneralSecurityException, IOException, InterruptedException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int kills = site.pick(5, 500);
    try (StandInProvider provider = StandInProvider.start();
        Folder folder = Folder.in(site.data())) {
      for (int kill = 0; kill < kills; kill++) {
        Server server =
            Server.application(
                site.app(),
                folder.path(),
                provider.issuer(),
                List.of("imprimatur.approval.delay=1s"));
        server.secondsToFirstPage();
        killed(server, provider.accessToken("author-" + kill), 50 + random.nextInt(1_950));
      }
      Operator.Outcome check = Operator.check(folder.path().resolve("data"));
      List<Post> there = AllPosts.in(folder.path().resolve("data"));
      Set<String> ids = there.stream().map(post -> post.id().value()).collect(Collectors.toSet());
      long lost = acknowledged.stream().filter(id -> !ids.contains(id)).count();
      long phantom =
          there.stream().filter(p -> !tried.contains(p.title() + " " + p.body())).count();
      return Finding.of(
          lost + phantom == 0 && check.done() && acknowledged.size() > kills,
          "%d kills, %,d acknowledged, %,d there, %d lost, %d phantom or half; check: %s; seed %d"
              .formatted(
                  kills, acknowledged.size(), there.size(), lost, phantom, check.said(), seed));
    }
  }

  private void killed(Server server, String token, int millis)
      throws GeneralSecurityException, IOException, InterruptedException {
    try (Threads threads = new Threads(WRITERS)) {
      CountDownLatch end = new CountDownLatch(1);
      Poster first = new Poster(token);
      for (int i = 0; i < PATIENCE && !written(first, server.port()); i++) {
        Threads.pause(Duration.ofMillis(100));
      }
      for (int i = 0; i < WRITERS; i++) {
        Poster poster = new Poster(token);
        threads.begin(() -> write(poster, server.port(), end));
      }
      Threads.pause(Duration.ofMillis(millis));
      server.kill();
      end.countDown();
      threads.finish();
    }
  }

  private boolean write(Poster poster, int port, CountDownLatch end) throws InterruptedException {
    while (end.getCount() > 0) {
      written(poster, port);
    }
    return true;
  }

  private boolean written(Poster poster, int port) throws InterruptedException {
    String text = UUID.randomUUID().toString();
    tried.add(text + " " + text);
    Optional<String> id = poster.submit(port, text, text);
    id.ifPresent(acknowledged::add);
    return id.isPresent();
  }
}
