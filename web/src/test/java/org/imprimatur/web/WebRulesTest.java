package org.imprimatur.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The boundaries of the web module; each rule is seen to catch a class that breaks it. */
class WebRulesTest {
  private static final JavaClasses WEB =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.imprimatur.web");

  private static final ArchRule TIME_AND_CHANCE_COME_IN =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(UUID.class, "randomUUID");

  private static final ArchRule ENVIRONMENT_IS_READ_ONCE =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(Main.class.getName())
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);

  private static final ArchRule BEANS_COME_THROUGH_CONSTRUCTORS =
      noFields().should().beAnnotatedWith(Inject.class);

  private static final ArchRule NAMES_SAY_SOMETHING =
      noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?");

  @Test
  void timeAndChanceComeInThroughConstructors() {
    holdsAndCatches(TIME_AND_CHANCE_COME_IN);
  }

  @Test
  void theEnvironmentIsReadByTheEntryPointAlone() {
    holdsAndCatches(ENVIRONMENT_IS_READ_ONCE);
  }

  @Test
  void beansComeThroughConstructors() {
    holdsAndCatches(BEANS_COME_THROUGH_CONSTRUCTORS);
  }

  @Test
  void namesSaySomething() {
    holdsAndCatches(NAMES_SAY_SOMETHING);
  }

  private static void holdsAndCatches(ArchRule rule) {
    rule.check(WEB);
    JavaClasses bad = new ClassFileImporter().importClasses(BadHelper.class);
    assertThatThrownBy(() -> rule.check(bad)).isInstanceOf(AssertionError.class);
  }

  /** Breaks every rule. */
  static final class BadHelper {
    @Inject Instant field;

    Object breaks() {
      field = Instant.now();
      return UUID.randomUUID() + String.valueOf(System.getenv("PATH"));
    }
  }
}
