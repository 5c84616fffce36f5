package org.imprimatur.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.imprimatur.approval.ApprovalPolicy.Judgement;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule alone. */
class RulesTest {
  private static final Judgement APPROVED = Desk.APPROVED;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final Desk desk = new Desk();

  @Nested
  class NothingVisible {
    private final Rules rules = Desk.rule("nothing-visible");

    @ParameterizedTest
    @ValueSource(
        strings = {
          "[](https://a.example)",
          "[\u200b](https://a.example)",
          "[1]: https://a.example",
          "&#8203;",
          "&nbsp; &shy;",
          "\u2800",
          "*&zwj;*",
          "> ",
          "- "
        })
    void bodyThatShowsNothingIsRejected(String body) {
      assertThat(Desk.codes(desk.examine(rules, body.stripTrailing())))
          .containsExactly("REJECTED", "There is nothing to see in it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "---", "![](https://a.example/x.png)", "`x`", "🙂", "<p></p>"})
    void bodyThatShowsSomethingPasses(String body) {
      assertThat(desk.examine(rules, body)).isEqualTo(APPROVED);
    }

    @Test
    void titleThatShowsNothingIsRejected() {
      assertThat(Desk.codes(desk.examine(rules, Desk.post("\u200b\u2060", "text"))))
          .containsExactly("REJECTED", "There is nothing to see in it.");
    }
  }

  @Nested
  class BlockedWords {
    @Test
    void namesTheEntriesAndNotTheText() {
      Judgement outcome =
          desk.examine(Desk.rule("blocked-words", "words: [Viagra, casino*]"), "CASINOS vіagra");

      assertThat(Desk.codes(outcome)).containsExactly("blocked-word");
      assertThat(Desk.detail(outcome)).isEqualTo("Viagra, casino*");
    }

    @Test
    void looksAtTheTitle() {
      assertThat(
              Desk.codes(
                  desk.examine(
                      Desk.rule("blocked-words", "words: [viagra]"),
                      Desk.post("Viagra", "nothing else"))))
          .containsExactly("blocked-word");
    }

    @Test
    void titleAndBodyDoNotMakeAWordTogether() {
      assertThat(
              desk.examine(Desk.rule("blocked-words", "words: [viagra]"), Desk.post("via", "gra")))
          .isEqualTo(APPROVED);
    }

    @Test
    void rejectsWithTheMessageOfTheFile() {
      Judgement outcome =
          desk.examine(
              Desk.rule("blocked-words", "then: reject", "message: 'Mind it.'", "words: [spam]"),
              "spam");

      assertThat(outcome).isEqualTo(Desk.rejected("Mind it."));
    }

    @Test
    void rejectsWithAMessageOfItsOwn() {
      Judgement outcome =
          desk.examine(Desk.rule("blocked-words", "then: reject", "words: [spam]"), "spam");

      assertThat(outcome).isEqualTo(Desk.rejected("It has words in it that are not welcome here."));
    }

    @Test
    void detailOfManyLongWordsFits() {
      String words = "a1".repeat(50) + ", " + "b1".repeat(50) + ", " + "c1".repeat(50);
      Judgement outcome = desk.examine(Desk.rule("blocked-words", "words: [" + words + "]"), words);

      assertThat(Desk.detail(outcome)).hasSize(200).endsWith("…");
    }
  }

  @Nested
  class Links {
    @Test
    void asManyAsAllowedPass() {
      assertThat(desk.examine(Desk.rule("links"), "www.a.example www.b.example"))
          .isEqualTo(APPROVED);
    }

    @Test
    void oneMoreIsHeld() {
      Judgement outcome =
          desk.examine(Desk.rule("links"), "www.a.example www.b.example <https://c.example>");

      assertThat(Desk.codes(outcome)).containsExactly("too-many-links");
      assertThat(Desk.detail(outcome)).isEqualTo("3 (at most 2)");
    }

    @Test
    void noneMayBeAllowed() {
      assertThat(Desk.codes(desk.examine(Desk.rule("links", "at-most: 0"), "www.a.example")))
          .containsExactly("too-many-links");
    }
  }

  @Nested
  class RepeatedText {
    private final Rules own = Desk.rule("repeated-own-text");
    private final Rules ofOthers = Desk.rule("repeated-text-of-others");

    @Test
    void sameBodyOfTheSameAuthorIsHeld() {
      desk.pending(7, Desk.A_LONG_TEXT, HOUR);
      Judgement outcome = desk.examine(own, Desk.A_LONG_TEXT);

      assertThat(Desk.codes(outcome)).containsExactly("repeated-own-text");
      assertThat(Desk.detail(outcome)).isEqualTo("post " + Desk.id(7));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "THE TIDE WAS OUT, WHEN WE CAME DOWN TO THE HARBOUR THAT DAY!",
          "The *tide* was out when\n\nwe came down to the harbour that day",
          "Thе tidе wаs оut whеn wе cаmе dоwn tо thе hаrbоur thаt dаy.",
          "The ti\u200bde was out when we came down to the har\u00adbour that day."
        })
    void dressingItUpDoesNotHelp(String body) {
      desk.pending(7, Desk.A_LONG_TEXT, HOUR);

      assertThat(Desk.codes(desk.examine(own, body))).containsExactly("repeated-own-text");
    }

    @Test
    void anotherTextPasses() {
      desk.pending(7, Desk.A_LONG_TEXT, HOUR);

      assertThat(desk.examine(own, Desk.A_LONG_TEXT + " And again.")).isEqualTo(APPROVED);
    }

    @Test
    void shortTextMayBeRepeated() {
      desk.pending(7, "Good morning!", HOUR).pending("bob", 8, "Good morning!", HOUR);

      assertThat(desk.examine(own, "Good morning!")).isEqualTo(APPROVED);
      assertThat(desk.examine(ofOthers, "Good morning!")).isEqualTo(APPROVED);
    }

    @Test
    void longAgoDoesNotCount() {
      desk.pending(7, Desk.A_LONG_TEXT, Duration.ofDays(7).plusMillis(1));

      assertThat(desk.examine(own, Desk.A_LONG_TEXT)).isEqualTo(APPROVED);
    }

    @Test
    void sameTextOfAnotherIsHeldByTheOtherRule() {
      desk.pending("bob", 7, Desk.A_LONG_TEXT, HOUR);

      assertThat(desk.examine(own, Desk.A_LONG_TEXT)).isEqualTo(APPROVED);
      assertThat(Desk.codes(desk.examine(ofOthers, Desk.A_LONG_TEXT)))
          .containsExactly("repeated-text-of-others");
    }

    @Test
    void whoWasFirstIsNotHeldForWhoCopied() {
      desk.pending("bob", 7, Desk.A_LONG_TEXT, MINUTE.negated());

      assertThat(desk.examine(ofOthers, Desk.A_LONG_TEXT)).isEqualTo(APPROVED);
    }

    @Test
    void ofTwoAtOneInstantOneIsFirst() {
      desk.pending("bob", 499, Desk.A_LONG_TEXT, Duration.ZERO);
      desk.pending("bob", 501, Desk.A_LONG_TEXT, Duration.ZERO);

      assertThat(Desk.detail(desk.examine(ofOthers, Desk.post(500, "T", Desk.A_LONG_TEXT))))
          .isEqualTo("post " + Desk.id(499));
      assertThat(desk.examine(ofOthers, Desk.post(499, "T", Desk.A_LONG_TEXT))).isEqualTo(APPROVED);
    }

    @Test
    void postIsNoRepetitionOfItself() {
      desk.pending(500, Desk.A_LONG_TEXT, MINUTE);

      assertThat(desk.examine(own, Desk.post(500, "Edited", Desk.A_LONG_TEXT))).isEqualTo(APPROVED);
    }
  }

  @Nested
  class PostsPerHour {
    private final Rules rules = Desk.rule("posts-per-hour", "at-most: 3");

    @Test
    void asManyAsAllowedPass() {
      desk.pending(1, "a", MINUTE).pending(2, "b", HOUR).pending(3, "c", HOUR.plusMillis(1));

      assertThat(desk.examine(rules, "text")).isEqualTo(APPROVED);
    }

    @Test
    void oneMoreIsHeld() {
      desk.pending(1, "a", MINUTE).pending(2, "b", MINUTE).published(3, "c", HOUR);
      Judgement outcome = desk.examine(rules, "text");

      assertThat(Desk.codes(outcome)).containsExactly("too-many-posts");
      assertThat(Desk.detail(outcome)).isEqualTo("4 within an hour (at most 3)");
    }

    @Test
    void postsOfOthersAndLaterOnesDoNotCount() {
      desk.pending("bob", 1, "a", MINUTE).pending("bob", 2, "b", MINUTE);
      desk.pending(3, "c", MINUTE.negated()).pending(4, "d", MINUTE.negated());
      desk.pending(5, "e", MINUTE);

      assertThat(desk.examine(rules, "text")).isEqualTo(APPROVED);
    }
  }

  @Nested
  class Authors {
    private final Rules fresh = Desk.rule("new-authors");

    /** Whoever is not trusted is held by the rule behind. */
    private final Rules trusted =
        Rules.parse(
            """
            rules:
              - rule: trusted-authors
                published: 5
                none-rejected-for: 30d
              - rule: blocked-words
                words: [text]
            """);

    @Test
    void newOnesAreHeld() {
      Judgement outcome = desk.published(2).examine(fresh, "text");

      assertThat(Desk.codes(outcome)).containsExactly("new-author");
      assertThat(Desk.detail(outcome)).isEqualTo("2 published (3 to be known)");
    }

    @Test
    void knownOnesPass() {
      assertThat(desk.published(3).examine(fresh, "text")).isEqualTo(APPROVED);
    }

    @Test
    void whatWaitsOrWasRejectedMakesNobodyKnown() {
      desk.pending(1, "a", DAY)
          .pending(2, "b", DAY)
          .pending(3, "c", DAY)
          .rejected(4, DAY)
          .takenDown(5, DAY);

      assertThat(Desk.codes(desk.examine(fresh, "text"))).containsExactly("new-author");
    }

    @Test
    void trustedOnesAreApproved() {
      assertThat(desk.published(5).examine(trusted, "text")).isEqualTo(APPROVED);
    }

    @Test
    void oneFewerIsNotEnough() {
      assertThat(Desk.codes(desk.published(4).examine(trusted, "text")))
          .containsExactly("blocked-word");
    }

    @Test
    void rejectionOfLateTakesTrustAway() {
      desk.published(5).rejected(20, Duration.ofDays(30));

      assertThat(Desk.codes(desk.examine(trusted, "text"))).containsExactly("blocked-word");
    }

    @Test
    void rejectionLongAgoDoesNot() {
      desk.published(5).rejected(20, Duration.ofDays(30).plusMillis(1));

      assertThat(desk.examine(trusted, "text")).isEqualTo(APPROVED);
    }

    @Test
    void rejectionWhileThePostWaitedCounts() {
      desk.published(5).rejected(20, MINUTE.negated());

      assertThat(Desk.codes(desk.examine(trusted, "text"))).containsExactly("blocked-word");
    }
  }
}
