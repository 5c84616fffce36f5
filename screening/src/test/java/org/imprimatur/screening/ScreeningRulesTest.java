package org.imprimatur.screening;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.imprimatur.post.Posts;
import org.junit.jupiter.api.Test;

/** The boundaries of this module; each rule is seen to catch a class that breaks it. */
class ScreeningRulesTest {
  private static final JavaClasses SCREENING =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .importPackages("org.imprimatur.screening");

  private static final ArchRule STORES_BEHIND_THE_HISTORY =
      noClasses().should().dependOnClassesThat().areAssignableTo(Posts.class);

  private static final ArchRule TIME_COMES_IN =
      noClasses().should().callMethod(Instant.class, "now");

  private static final ArchRule KNOWN_LIBRARIES_ONLY =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "org.imprimatur..",
              "com.ibm.icu..",
              "org.commonmark..",
              "org.nibor.autolink..",
              "org.yaml.snakeyaml..");

  @Test
  void historyIsAskedForAndStoresAreNot() {
    STORES_BEHIND_THE_HISTORY.check(SCREENING);
    assertCaught(STORES_BEHIND_THE_HISTORY);
  }

  @Test
  void timeComesInThroughConstructors() {
    TIME_COMES_IN.check(SCREENING);
    assertCaught(TIME_COMES_IN);
  }

  @Test
  void librariesAreThoseThatWereChosen() {
    KNOWN_LIBRARIES_ONLY.check(SCREENING);
    assertCaught(KNOWN_LIBRARIES_ONLY);
  }

  @Test
  void thereIsOneDoor() {
    assertThat(SCREENING)
        .hasSizeGreaterThan(30)
        .filteredOn(type -> !type.isNestedClass())
        .filteredOn(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .extracting(JavaClass::getSimpleName)
        .containsExactlyInAnyOrder("Screening", "RulesRefused");
  }

  private static void assertCaught(ArchRule rule) {
    JavaClasses bad = new ClassFileImporter().importClasses(Bad.class);
    assertThatThrownBy(() -> rule.check(bad))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Bad");
  }

  /** Breaks every rule above. */
  static final class Bad {
    Object everything(Posts posts) {
      assertThat(posts).isNotNull();
      return Instant.now();
    }
  }
}
