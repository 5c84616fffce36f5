package org.imprimatur.infra;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.imprimatur.screening.Screening;

/**
 * What whoever deploys may say, each as {@code -c name=value}.
 *
 * @param stage {@code stage}: which deployment
 * @param artifacts what was built
 * @param ownSite {@code domain} and {@code certificate}: an own address
 * @param alarmMail {@code alarms}: an address that alarms are sent to
 * @param mailFrom {@code mail}: an address, verified at SES, that sends the mails of sign-up and
 *     those that people ask for
 * @param digest {@code digest}: how often moderators who ask for mail are told what waits, in
 *     minutes
 * @param approval the approval service
 * @param lifetime {@code lifetime}: how long a post stays, such as {@code 30d}
 * @param limits what the stage may use at most
 */
record Settings(
    Stage stage,
    Artifacts artifacts,
    Optional<OwnSite> ownSite,
    Optional<String> alarmMail,
    Optional<String> mailFrom,
    Optional<Duration> digest,
    ApprovalSettings approval,
    String lifetime,
    Limits limits) {

  /** Reads the settings by name; what is not said has its default. */
  static Settings read(Function<String, Optional<String>> said) {
    Stage stage =
        new Stage(
            said.apply("stage")
                .orElseThrow(() -> new IllegalArgumentException("Say which stage: -c stage=dev")));
    return new Settings(
        stage,
        Artifacts.read(said),
        OwnSite.read(said),
        said.apply("alarms"),
        said.apply("mail"),
        minutes(number(said, "digest")),
        ApprovalSettings.read(said),
        said.apply("lifetime").orElse("30d"),
        Limits.read(said, stage));
  }

  private static OptionalInt number(Function<String, Optional<String>> said, String name) {
    return said.apply(name).map(Integer::parseInt).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private static Optional<Duration> minutes(OptionalInt number) {
    return number.isPresent()
        ? Optional.of(Duration.ofMinutes(number.getAsInt()))
        : Optional.empty();
  }

  /**
   * What was built and is uploaded.
   *
   * @param functions {@code functions}: the jar of all functions but one
   * @param web {@code web}: the zip of the web application
   */
  record Artifacts(Path functions, Path web) {
    static Artifacts read(Function<String, Optional<String>> said) {
      return new Artifacts(
          Path.of(said.apply("functions").orElse("../aws/target/imprimatur-aws-functions.jar")),
          Path.of(said.apply("web").orElse("../web/target/function.zip")));
    }
  }

  /**
   * An own address for the site.
   *
   * @param domain the host name; its DNS entry has to point at the distribution
   * @param certificate the ARN of its certificate, in us-east-1
   */
  record OwnSite(String domain, String certificate) {
    static Optional<OwnSite> read(Function<String, Optional<String>> said) {
      Optional<String> domain = said.apply("domain");
      Optional<String> certificate = said.apply("certificate");
      if (domain.isPresent() != certificate.isPresent()) {
        throw new IllegalArgumentException("domain and certificate go together.");
      }
      return domain.map(name -> new OwnSite(name, certificate.orElseThrow()));
    }
  }

  /**
   * The approval service.
   *
   * @param policy {@code policy}: {@code auto}, {@code manual} or {@code screened}
   * @param rules {@code rules}: a file with rules of screening instead of those that come along
   * @param delay {@code delay}: how many seconds after a submission it is asked
   * @param escalateAfter {@code escalate-after}: how many minutes after it a post without an answer
   *     is held for a moderator
   */
  record ApprovalSettings(
      String policy, Optional<Path> rules, Duration delay, Optional<Duration> escalateAfter) {
    private static final Set<String> POLICIES = Set.of("auto", "manual", "screened");
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** Refuses unknown policies, rules that cannot be used and delays that no queue knows. */
    ApprovalSettings {
      if (!POLICIES.contains(policy)) {
        throw new IllegalArgumentException("policy is auto, manual or screened, not " + policy);
      }
      if (rules.isPresent() && !policy.equals("screened")) {
        throw new IllegalArgumentException("rules are for the policy screened, not " + policy);
      }
      rules.ifPresent(Screening::check);
      if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("delay is 0 to 900 seconds, not " + delay);
      }
    }

    static ApprovalSettings read(Function<String, Optional<String>> said) {
      return new ApprovalSettings(
          said.apply("policy").orElse("auto"),
          said.apply("rules").map(Path::of),
          Duration.ofSeconds(number(said, "delay").orElse(10)),
          minutes(number(said, "escalate-after")));
    }
  }

  /**
   * What a stage may use at most: a guard against bills, and against one route starving others.
   *
   * @param reads {@code max-reads}: read units a second of each table and index
   * @param writes {@code max-writes}: write units a second of each table and index
   * @param requests {@code requests}: requests a second, all routes together
   * @param submissions {@code submissions}: requests a second to the Create route
   */
  record Limits(OptionalInt reads, OptionalInt writes, int requests, int submissions) {
    static Limits read(Function<String, Optional<String>> said, Stage stage) {
      OptionalInt reads = stage.serves() ? OptionalInt.empty() : OptionalInt.of(200);
      OptionalInt writes = stage.serves() ? OptionalInt.empty() : OptionalInt.of(100);
      return new Limits(
          or(number(said, "max-reads"), reads),
          or(number(said, "max-writes"), writes),
          number(said, "requests").orElse(stage.serves() ? 2_000 : 50),
          number(said, "submissions").orElse(stage.serves() ? 200 : 10));
    }

    private static OptionalInt or(OptionalInt first, OptionalInt second) {
      return first.isPresent() ? first : second;
    }
  }
}
