package org.imprimatur.embedded;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

/** Each rule holds for the module, and is seen to fail on a class that breaks it. */
class ArchitectureTest {
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.imprimatur.embedded");

  private static final ArchRule TIME_AND_CHANCE_COME_FROM_OUTSIDE =
      noClasses()
          .that()
          .doNotHaveSimpleName("DeadLettersCommand")
          .and()
          .doNotHaveSimpleName("TransferCommand")
          .and()
          .doNotHaveSimpleName("BackupCommand")
          .and()
          .doNotHaveSimpleName("CheckCommand")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random");

  private static final ArchRule ONLY_THE_DOOR_IS_PUBLIC =
      classes()
          .that()
          .areTopLevelClasses()
          .and()
          .doNotHaveSimpleName("EmbeddedRuntime")
          .and()
          .doNotHaveSimpleName("EmbeddedSettings")
          .and()
          .doNotHaveSimpleName("Health")
          .and()
          .doNotHaveSimpleName("DataUnusable")
          .and()
          .doNotHaveSimpleName("DeadLettersCommand")
          .and()
          .doNotHaveSimpleName("TransferCommand")
          .and()
          .doNotHaveSimpleName("BackupCommand")
          .and()
          .doNotHaveSimpleName("CheckCommand")
          .should()
          .notBePublic();

  private static final ArchRule NO_FRAMEWORK =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.imprimatur",
              "org.imprimatur.post",
              "org.imprimatur.approval",
              "org.imprimatur.account",
              "org.imprimatur.archive",
              "org.imprimatur.audit",
              "org.imprimatur.mail",
              "org.imprimatur.notice",
              "org.imprimatur.event",
              "org.imprimatur.session",
              "org.imprimatur.telemetry",
              "org.imprimatur.transfer",
              "org.imprimatur.embedded",
              "org.jspecify.annotations",
              "org.sqlite..",
              "software.amazon.event.ruler",
              "com.fasterxml.jackson..");

  private static final ArchRule ONE_FLAT_PACKAGE =
      classes().should().resideInAPackage("org.imprimatur.embedded");

  @Test
  void timeAndChanceComeFromOutside() {
    TIME_AND_CHANCE_COME_FROM_OUTSIDE.check(MODULE);
    assertFails(TIME_AND_CHANCE_COME_FROM_OUTSIDE, ReadsTheWallClock.class);
    assertFails(TIME_AND_CHANCE_COME_FROM_OUTSIDE, ReadsTheEnvironment.class);
  }

  @Test
  void onlyTheDoorIsPublic() {
    ONLY_THE_DOOR_IS_PUBLIC.check(MODULE);
    assertFails(ONLY_THE_DOOR_IS_PUBLIC, ReentrantLock.class);
  }

  @Test
  void noFrameworkIsUsed() {
    NO_FRAMEWORK.check(MODULE);
    assertFails(NO_FRAMEWORK, UsesTheTestFramework.class);
  }

  @Test
  void thereIsOneFlatPackage() {
    ONE_FLAT_PACKAGE.check(MODULE);
    assertFails(ONE_FLAT_PACKAGE, Set.class);
  }

  private static void assertFails(ArchRule rule, Class<?> bad) {
    JavaClasses classes = new ClassFileImporter().importClasses(bad);
    assertThat(rule.evaluate(classes).hasViolation()).as(bad.getSimpleName()).isTrue();
  }

  static final class ReadsTheWallClock {
    final Instant now = Instant.now();
  }

  static final class ReadsTheEnvironment {
    final String home = System.getenv("HOME");
  }

  static final class UsesTheTestFramework {
    final Condition<String> condition = new Condition<>();
  }
}
