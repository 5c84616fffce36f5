package org.imprimatur.web.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.imprimatur.api.Answer;
import org.imprimatur.post.Post;
import org.imprimatur.post.Verdict;
import org.imprimatur.telemetry.Occurrence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedAnswersTest {
  private final FakeApprovalService service = new FakeApprovalService();
  private final WebhookBoard board = new WebhookBoard(service.address(), SecretsTest.ONE);
  private final Post post = board.submit();
  private final String yes = board.answer(post, 1, Verdict.APPROVED);

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void anAnswerToNoPostIsToldSo() {
    String nobody = yes.replace(post.id().value(), "0".repeat(32));
    assertThat(taken(nobody)).isEqualTo("{\"outcome\":\"gone\"}");
  }

  @Test
  void anAnswerAboutAnotherRevisionIsToldSo() {
    assertThat(taken(board.answer(post, 2, Verdict.APPROVED)))
        .isEqualTo("{\"outcome\":\"stale-revision\"}");
    assertThat(board.stored(post)).contains(post);
  }

  @Test
  void anAnswerAfterSomebodyElsesIsToldSo() {
    board.take(SecretsTest.ONE, "first", board.answer(post, 1, Verdict.REJECTED));
    assertThat(taken(yes)).isEqualTo("{\"outcome\":\"already-decided\"}");
  }

  @Test
  void eitherOfTwoSecretsVouchesForAnAnswer() {
    SignedAnswers answers = board.answers(SecretsTest.ONE + " " + SecretsTest.TWO);
    Answer answer = take(answers, stamp(SecretsTest.TWO, "a", now(), yes), yes);
    assertThat(answer.body()).isEqualTo("{\"outcome\":\"applied\"}");
  }

  @Test
  void anAnswerInAFewMinutesOfAnothersClockIsTaken() {
    Stamp ahead = stamp(SecretsTest.ONE, "a", now().plus(Duration.ofMinutes(5)), yes);
    assertThat(board.take(ahead, yes).status()).isEqualTo(200);
  }

  /** What an attacker may have: other secrets, old messages, and messages about other posts. */
  @ParameterizedTest
  @EnumSource(Forgery.class)
  void whatIsNotAuthenticPublishesNothingAndIsNotToldWhy(Forgery forgery) {
    Answer answer = board.take(forgery.stamp(now(), yes), yes);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body())
        .isEqualTo(
            "{\"title\":\"Unauthorized\",\"status\":401,"
                + "\"detail\":\"The signature does not vouch for this answer.\"}");
    assertThat(board.stored(post)).contains(post);
    assertThat(board.telemetry.of(Occurrence.Kind.ANSWER_REFUSED, "reason"))
        .containsExactly("not authentic");
  }

  @Test
  void anAnswerWithoutAnyHeaderIsNotAuthentic() {
    Answer answer =
        board
            .answers(SecretsTest.ONE)
            .take(Optional.empty(), Optional.empty(), Optional.empty(), yes.getBytes(UTF_8));
    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void theBoardsOwnRequestIsNoAnswer() {
    board.pass(Duration.ofSeconds(10));
    FakeApprovalService.Received request = service.received().get(0);
    assertThat(board.take(request.stamp(), request.body()).status()).isEqualTo(400);
    assertThat(board.stored(post)).contains(post);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "null", "yes", "{\"approved\":true}"})
  void whatIsNoAnswerIsABadRequest(String body) {
    assertThat(board.take(SecretsTest.ONE, "a", body).status()).isEqualTo(400);
  }

  @Test
  void anAnswerWhoseRequestIsAboutAnotherPostIsABadRequest() {
    String mixed = yes.replaceFirst(post.id().value(), "0".repeat(32));
    assertThat(board.take(SecretsTest.ONE, "a", mixed).status()).isEqualTo(400);
    assertThat(board.stored(post)).contains(post);
  }

  @Test
  void anAnswerIsNotReadPastItsLimit() {
    String padded = yes + " ".repeat(SignedAnswers.MAX_BYTES);
    assertThat(board.take(SecretsTest.ONE, "a", padded).status()).isEqualTo(413);
    String full = yes + " ".repeat(SignedAnswers.MAX_BYTES - yes.getBytes(UTF_8).length);
    assertThat(board.take(SecretsTest.ONE, "a", full).status()).isEqualTo(200);
  }

  @Test
  void aBoardWithoutASecretTakesNobodysAnswer() {
    SignedAnswers closed = board.answers(Optional.empty());
    assertThat(take(closed, stamp(SecretsTest.ONE, "a", now(), yes), yes).status()).isEqualTo(404);
    assertThat(board.stored(post)).contains(post);
  }

  private String taken(String body) {
    Answer answer = board.take(SecretsTest.ONE, "a", body);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("Cache-Control", "no-store");
    return answer.body();
  }

  private Instant now() {
    return board.clock.instant();
  }

  private static Stamp stamp(String secret, String id, Instant at, String body) {
    return Secrets.parse(secret).stamp(id, at, body.getBytes(UTF_8));
  }

  private static Answer take(SignedAnswers answers, Stamp stamp, String body) {
    return answers.take(
        Optional.of(stamp.id()),
        Optional.of(stamp.timestamp()),
        Optional.of(stamp.signatures()),
        body.getBytes(UTF_8));
  }

  private enum Forgery {
    UNSIGNED {
      @Override
      Stamp stamp(Instant now, String yes) {
        return new Stamp("a", String.valueOf(now.getEpochSecond()), "");
      }
    },
    OTHER_SECRET {
      @Override
      Stamp stamp(Instant now, String yes) {
        return SignedAnswersTest.stamp(SecretsTest.TWO, "a", now, yes);
      }
    },
    LATE {
      @Override
      Stamp stamp(Instant now, String yes) {
        return signed("a", now.minus(Duration.ofMinutes(5).plusSeconds(1)), yes);
      }
    },
    EARLY {
      @Override
      Stamp stamp(Instant now, String yes) {
        return signed("a", now.plus(Duration.ofMinutes(5).plusSeconds(1)), yes);
      }
    },
    NO_BECAME_YES {
      @Override
      Stamp stamp(Instant now, String yes) {
        return signed("a", now, yes.replace("true", "false"));
      }
    },
    ABOUT_ANOTHER_POST {
      @Override
      Stamp stamp(Instant now, String yes) {
        return signed("a", now, yes.replaceAll("[0-9a-f]{32}", "0".repeat(32)));
      }
    },
    ANOTHER_NAME {
      @Override
      Stamp stamp(Instant now, String yes) {
        Stamp stamp = signed("a", now, yes);
        return new Stamp("b", stamp.timestamp(), stamp.signatures());
      }
    },
    ANOTHER_TIME {
      @Override
      Stamp stamp(Instant now, String yes) {
        Stamp old = signed("a", now.minus(Duration.ofHours(1)), yes);
        return new Stamp("a", String.valueOf(now.getEpochSecond()), old.signatures());
      }
    };

    abstract Stamp stamp(Instant now, String yes);

    private static Stamp signed(String id, Instant at, String body) {
      return SignedAnswersTest.stamp(SecretsTest.ONE, id, at, body);
    }
  }
}
