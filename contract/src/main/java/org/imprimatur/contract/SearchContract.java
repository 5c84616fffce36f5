package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Search;
import org.imprimatur.post.SearchTerms;
import org.imprimatur.post.Status;
import org.imprimatur.post.Step;
import org.imprimatur.post.Submission;
import org.imprimatur.post.Verdict;
import org.imprimatur.transfer.Entry;
import org.junit.jupiter.api.Test;

/** What {@link Search} promises. */
public interface SearchContract extends EngineContract {

  @Test
  default void findsPublishedPostsByWordsOfTitleAndBody() {
    Board board = Board.open(this);
    Post cat = board.published("Found: a grey cat", "She answers to *Minka*.");
    board.published("Lost: a dog", "He answers to nobody.");

    assertThat(board.find("cat")).containsExactly(cat.id());
    assertThat(board.find("minka")).containsExactly(cat.id());
    assertThat(board.find("minka cat")).containsExactly(cat.id());
    assertThat(board.find("answers")).hasSize(2);
    assertThat(board.find("dog minka")).isEmpty();
    assertThat(board.find("min")).isEmpty();
  }

  @Test
  default void capitalsAndAccentsMakeNoDifference() {
    Board board = Board.open(this);
    Post post =
        board.published(
            "\u00dcber Cr\u00e8me br\u00fbl\u00e9e",
            "\u041f\u0420\u0418\u0412\u0415\u0422 na\u00efve \u0645\u0631\u062d\u0628\u0627 \u1ed2n");

    for (String typed :
        List.of(
            "uber",
            "\u00dcBER",
            "creme",
            "CR\u00c8ME BRULEE",
            "\u043f\u0440\u0438\u0432\u0435\u0442",
            "nai\u0308ve",
            "\u0645\u0631\u062d\u0628\u0627",
            "on")) {
      assertThat(board.find(typed)).as(typed).containsExactly(post.id());
    }
  }

  @Test
  default void whatIsTypedIsWordsAndNothingElse() {
    Board board = Board.open(this);
    Post post = board.published("heading or near", "not text and 'quoted' 50% a_b c");

    for (String typed :
        List.of(
            "\"heading\"",
            "heading*",
            "(heading",
            "heading:near",
            "-heading +near",
            "heading OR near",
            "NOT text",
            "heading AND text",
            "NEAR(heading text)",
            "^heading",
            "{heading text}:",
            "'; DROP TABLE posts; -- not".replace("DROP TABLE posts", "text"),
            "50%",
            "a_b",
            "\u0000heading\u0000")) {
      assertThat(board.find(typed)).as(typed).containsExactly(post.id());
    }
    assertThat(board.find("heading OR missing")).isEmpty();
    assertThat(board.find("head*")).isEmpty();
  }

  @Test
  default void findsNothingThatIsNotPublic() {
    Board board = Board.open(this);
    SamplePosts samples = board.here().samplePosts();
    Posts posts = board.posts();
    Submission secret = new Submission("Secret", "Secret text");
    posts.add(samples.pendingWith(secret));
    Post rejected = samples.pendingWith(secret);
    posts.add(rejected);
    board.decide(rejected, Verdict.REJECTED);
    Post withdrawn = samples.pendingWith(secret);
    posts.add(withdrawn);
    posts.withdraw(withdrawn.id(), "ann", board.now());
    Post brief = board.published("Secret", "Secret text", board.now().plusSeconds(60));

    assertThat(board.find("secret")).containsExactly(brief.id());
    board.here().clock().advance(Duration.ofSeconds(60).minusMillis(1));
    assertThat(board.find("secret")).containsExactly(brief.id());
    board.here().clock().advance(Duration.ofMillis(1));
    assertThat(board.find("secret")).isEmpty();
  }

  @Test
  default void whatLeavesIsFoundNoMoreAndWhatComesBackIsFoundAgain() {
    Board board = Board.open(this);
    Post post = board.published("Reported", "Text");

    board.status(post, Status.HIDDEN);
    assertThat(board.find("reported")).isEmpty();
    board.status(post, Status.PUBLISHED);
    assertThat(board.find("reported")).containsExactly(post.id());
    board.here().clock().advance(Duration.ofDays(31));
    board.engine().sweep(board.now(), 10);
    assertThat(board.find("reported")).isEmpty();
  }

  @Test
  default void findsTheTextThatStandsAndNoProposal() {
    BoardUnderTest board = BoardUnderTest.open(this, ApprovalPolicy.manual());
    Post post = board.submit();
    decide(board, post, 1);
    Search search = board.engine().ports().search().orElseThrow();
    board.board().editPost().edit(post.id(), "ann", 1, "Replacement", "Another", post.trace());

    assertThat(find(search, "replacement", board.now())).isEmpty();
    assertThat(find(search, post.title(), board.now())).containsExactly(post.id());

    decide(board, post, 2);

    assertThat(find(search, "replacement", board.now())).containsExactly(post.id());
    assertThat(find(search, post.title(), board.now())).isEmpty();
  }

  @Test
  default void walkSeesEachPostOnceTheLatestPublishedFirst() {
    Board board = Board.open(this);
    List<PostId> earlier = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      earlier.add(board.published("Walk " + i, "of one millisecond").id());
    }
    List<PostId> later = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      board.here().clock().advance(Duration.ofMillis(1));
      later.add(0, board.published("Walk " + i, "of others").id());
      board.published("Nothing", "to see");
    }

    List<PostId> seen =
        Walk.all(page -> board.search().published(terms("walk"), page, board.now()), 3).stream()
            .map(PublicPost::id)
            .toList();

    assertThat(seen).doesNotHaveDuplicates().hasSize(12).startsWith(later.toArray(PostId[]::new));
    assertThat(seen.subList(5, 12)).containsExactlyInAnyOrderElementsOf(earlier);
  }

  @Test
  default void walkGoesOnWhilePostsArriveAndLeave() {
    Board board = Board.open(this);
    List<PostId> lasting = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      board.here().clock().advance(Duration.ofMillis(i % 2));
      lasting.add(board.published("Walk " + i, "stays").id());
      board.published("Walk " + i, "goes", board.now().plusSeconds(5L + i));
    }

    List<PublicPost> seen =
        Walk.all(
            page -> board.search().published(terms("walk"), page, board.now()),
            2,
            () -> {
              board.here().clock().advance(Duration.ofSeconds(1));
              board.engine().sweep(board.now(), 1);
              board.published("Walk on", "arrives");
            });

    assertThat(seen).extracting(PublicPost::id).doesNotHaveDuplicates().containsAll(lasting);
  }

  @Test
  default void findsWhatMovedIn() {
    Board board = Board.open(this);
    Post post = board.here().samplePosts().pendingWith(new Submission("Moved", "in"));
    Post published =
        post.decided(
            board.here().samplePosts().approval(),
            board.now().minus(Duration.ofDays(2)),
            board.now().plus(Duration.ofDays(2)));
    board.engine().intake().keep(List.of(new Entry.OnBoard(published)));

    assertThat(board.find("moved")).containsExactly(post.id());
  }

  private static void decide(BoardUnderTest board, Post post, int revision) {
    Instant now = board.now();
    Decision yes =
        new Decision(
            Verdict.APPROVED, Optional.empty(), Decider.moderator("mia", "mia"), now, revision);
    board.engine().ports().posts().decide(post.id(), yes, now, now.plus(Duration.ofDays(30)));
  }

  private static SearchTerms terms(String typed) {
    return SearchTerms.parse(typed).orElseThrow();
  }

  private static List<PostId> find(Search search, String typed, Instant now) {
    return search.published(terms(typed), PageRequest.first(20), now).items().stream()
        .map(PublicPost::id)
        .toList();
  }

  /** An engine whose posts are looked for. */
  record Board(Surroundings here, RuntimeUnderTest engine) {
    static Board open(EngineContract contract) {
      Surroundings here = Surroundings.quiet();
      return new Board(here, contract.open(here));
    }

    Instant now() {
      return here.clock().instant();
    }

    Posts posts() {
      return engine.ports().posts();
    }

    Search search() {
      return engine.ports().search().orElseThrow();
    }

    List<PostId> find(String typed) {
      return SearchContract.find(search(), typed, now());
    }

    Post published(String title, String body) {
      return published(title, body, now().plus(Duration.ofDays(30)));
    }

    Post published(String title, String body, Instant until) {
      Post post = here.samplePosts().pendingWith(new Submission(title, body));
      posts().add(post);
      posts().decide(post.id(), here.samplePosts().approval(), now(), until);
      return post;
    }

    void decide(Post post, Verdict verdict) {
      posts().decide(post.id(), here.samplePosts().decision(verdict, 1), now(), post.expires());
    }

    /** Writes the post with another status, as reports and moderators have it. */
    void status(Post post, Status status) {
      Optional<Boolean> done =
          posts().update(post.id(), now(), p -> Step.quietly(with(p, status), true));
      assertThat(done).contains(true);
    }

    private static Post with(Post post, Status status) {
      return new Post(
          post.id(),
          post.author(),
          status,
          post.current(),
          post.proposal(),
          post.earlier(),
          post.submittedAt(),
          post.publishedAt(),
          post.expires(),
          post.remindAt(),
          post.reports(),
          post.version() + 1);
    }
  }
}
