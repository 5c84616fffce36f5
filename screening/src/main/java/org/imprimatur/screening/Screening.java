package org.imprimatur.screening;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.approval.ApprovalRequest;
import org.imprimatur.approval.AuthorHistory;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;

/**
 * The policy {@code screened}: asks the rules of a file, in order. Clean posts are approved at
 * once, the rest waits for a person with its reasons. What fails is held, never let through: a rule
 * that throws, a history that cannot be read. Thread-safe.
 *
 * <p>The same post gets the same answer while rules and history are the same. A changed file counts
 * within a second; one that cannot be used leaves the rules as they were.
 */
public final class Screening implements ApprovalPolicy {
  private final RulesSource rules;
  private final AuthorHistory history;
  private final Telemetry telemetry;
  private final Fingerprints fingerprints = new Fingerprints();

  private Screening(RulesSource rules, AuthorHistory history, Telemetry telemetry) {
    this.rules = rules;
    this.history = history;
    this.telemetry = telemetry;
  }

  /**
   * Screening by the rules of a file.
   *
   * @param file the rules, YAML in UTF-8, up to 1 MiB; without one those that come along
   * @param history what authors did before
   * @param clock when to look at the file again
   * @param telemetry hears of rules that changed, cannot be used or fail
   * @throws RulesRefused if the rules cannot be used; the message names file, line and key
   */
  public static Screening open(
      Optional<Path> file, AuthorHistory history, Clock clock, Telemetry telemetry) {
    return new Screening(new RulesSource(file, clock, telemetry), history, telemetry);
  }

  /**
   * Checks rules without putting them in force.
   *
   * @throws RulesRefused if they cannot be used; the message names file, line and key
   */
  public static void check(Path file) {
    RulesSource.rules(Optional.of(file), RulesFile.read(file));
  }

  @Override
  public Optional<Judgement> judge(ApprovalRequest request) {
    Candidate post = new Candidate(request, history, fingerprints);
    return Optional.of(
        new Examination((rule, failure) -> failed(request, rule, failure))
            .of(post, rules.current()));
  }

  /**
   * Why the file, as it is now, is not in force, with line and key: it was changed to something
   * that cannot be used, and the rules before it stay. Empty where all is well.
   */
  public Optional<String> refusedRules() {
    return rules.refused();
  }

  private void failed(ApprovalRequest request, String rule, Throwable failure) {
    telemetry.record(
        new Occurrence(
            Occurrence.Kind.SCREENING_FAILED,
            Map.of(
                "postId", request.postId().value(),
                "requestId", request.requestId(),
                "traceId", request.trace().traceId(),
                "reason", rule + ": " + failure.getClass().getSimpleName())));
  }
}
