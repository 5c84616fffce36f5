package org.imprimatur.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprimatur.memory.MemoryRuntime;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Author;
import org.imprimatur.post.AuthorLimits;
import org.imprimatur.post.Change;
import org.imprimatur.post.CheckAllowance;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.EditPost;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Revision;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;

/**
 * Two acts on one post at the same moment. However they meet, they end as if one had been done
 * after the other: the same answers, the same post, the same changes.
 *
 * @param number which pair this is, from 0
 * @param post what both act on, as it is submitted
 * @param one an act
 * @param other another, or the same
 */
public record Rivals(int number, Post post, Act one, Act other) {
  private static final Duration FAR = Duration.ofDays(10);

  /** What can be done to a post that waits. */
  public enum Act {
    /** It is approved. */
    APPROVE,
    /** It is rejected. */
    REJECT,
    /** It is sent back. */
    SEND_BACK,
    /** Its author hands in another text. */
    EDIT,
    /** Its author takes it back. */
    WITHDRAW,
    /** Its time is over and it is swept. */
    EXPIRE
  }

  /** Removes what has expired at an instant. */
  @FunctionalInterface
  public interface Sweeping {
    /** Does it; how much it removed does not matter. */
    void sweep(Instant now);
  }

  /**
   * How it ended.
   *
   * @param one what the one was answered
   * @param other what the other was answered
   * @param stands the post, where it is still on the board
   * @param changes what the change stream was told, in the order of names
   */
  public record Ending(String one, String other, Optional<Post> stands, List<Change.Kind> changes) {
    /** Of whatever order the changes came in. */
    public Ending {
      changes = changes.stream().sorted().toList();
    }
  }

  /** The same pairs for the same seed, in every process. */
  public static List<Rivals> pairs(long seed, int count) {
    Random random = new Random(seed);
    TestClock clock = new TestClock();
    return IntStream.range(0, count).mapToObj(i -> pair(i, clock, random)).toList();
  }

  private static Rivals pair(int number, TestClock clock, Random random) {
    Act[] acts = Act.values();
    Act one = acts[random.nextInt(acts.length)];
    Act other = acts[random.nextInt(acts.length)];
    boolean expires = one == Act.EXPIRE || other == Act.EXPIRE;
    Instant now = clock.instant();
    // Sweeping one must not sweep another that is to be contested later.
    Instant until = expires ? now.plusSeconds(1 + number) : now.plus(FAR);
    Revision text =
        Revision.waiting(
            1,
            SamplePosts.plainText(),
            now,
            TraceParent.start(random),
            new Asking(1, Optional.empty()));
    Author author = new Author("author-" + number, "Ann");
    Post post = Post.pending(new PostIds(clock, random).fresh(), author, text, until);
    return new Rivals(number, post, one, other);
  }

  /** Does one of the acts; returns the kind of answer. */
  public String act(Act act, Posts posts, Sweeping sweeping) {
    Instant now = post.submittedAt();
    return switch (act) {
      case APPROVE -> decide(posts, Verdict.APPROVED, now);
      case REJECT -> decide(posts, Verdict.REJECTED, now);
      case SEND_BACK -> decide(posts, Verdict.CHANGES_REQUESTED, now);
      case EDIT -> edit(posts);
      case WITHDRAW -> posts.withdraw(post.id(), post.author().id(), now).name();
      case EXPIRE -> {
        sweeping.sweep(post.expires());
        yield "swept";
      }
    };
  }

  private String decide(Posts posts, Verdict verdict, Instant now) {
    Decider decider = Decider.moderator("mia", "Mia");
    Decision decision = new Decision(verdict, Optional.of("so"), decider, now, 1);
    return posts.decide(post.id(), decision, now, now.plus(FAR)).getClass().getSimpleName();
  }

  private String edit(Posts posts) {
    TestClock clock = new TestClock();
    CheckAllowance any = new CheckAllowance(posts, author -> List.of(), AuthorLimits.NONE, clock);
    Lifetime lifetime = new Lifetime(FAR);
    EditPost editing = new EditPost(posts, any, lifetime, Duration.ofMinutes(1), clock);
    return editing
        .edit(post.id(), post.author().id(), 1, "Another title", "Another body", post.trace())
        .getClass()
        .getSimpleName();
  }

  /** The two ways it may end. */
  public List<Ending> endings() {
    return Stream.of(inOrder(true), inOrder(false)).distinct().toList();
  }

  private Ending inOrder(boolean oneFirst) {
    List<Change.Kind> changes = new ArrayList<>();
    MemoryRuntime memory = memory();
    memory.start(change -> changes.add(change.kind()), List.of());
    Posts posts = memory.ports().posts();
    Sweeping sweeping = now -> memory.sweep(now, Integer.MAX_VALUE);
    posts.add(post);
    String first = act(oneFirst ? one : other, posts, sweeping);
    String second = act(oneFirst ? other : one, posts, sweeping);
    int told = memory.deliverDue();
    if (told != changes.size()) {
      throw new AssertionError("a change was told twice");
    }
    Optional<Post> stands = posts.find(post.id(), post.submittedAt());
    return new Ending(oneFirst ? first : second, oneFirst ? second : first, stands, changes);
  }

  private static MemoryRuntime memory() {
    Surroundings here = Surroundings.quiet();
    return new MemoryRuntime(
        here.clock(), here.random(), here.backoff(), (pattern, event) -> false, here.telemetry());
  }
}
