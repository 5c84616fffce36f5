package org.imprimatur;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Set;
import java.util.function.Predicate;
import org.imprimatur.api.PostsApi;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.badclass.ImpatientHelper;
import org.imprimatur.badclass.JacksonUser;
import org.imprimatur.badcycle.one.One;
import org.imprimatur.badcycle.two.Two;
import org.imprimatur.json.JsonText;
import org.imprimatur.post.KnowsTheBoard;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The boundaries of the core; each rule is seen to catch a class that breaks it. */
class CoreRulesTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.imprimatur");

  private static final String[] PLATFORM = {"java..", "org.jspecify..", "org.imprimatur.."};

  private static final Set<String> TAKERS =
      Set.of(
          "UUID.randomUUID",
          "System.getenv",
          "System.getProperty",
          "System.currentTimeMillis",
          "System.nanoTime",
          "Random.<init>",
          "SecureRandom.<init>",
          "SplittableRandom.<init>",
          "ThreadLocalRandom.current",
          "Math.random",
          "Thread.sleep");

  private static final ArchRule PLATFORM_ONLY =
      classes()
          .that(are("no codec", c -> !codec(c)))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(PLATFORM);

  private static final ArchRule CODEC_WITH_JACKSON_ONLY =
      classes()
          .that(are("a codec", CoreRulesTest::codec))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.jspecify..", "org.imprimatur..", "com.fasterxml.jackson..");

  private static final ArchRule TIME_AND_CHANCE_COME_IN =
      noClasses()
          .should()
          .accessTargetWhere(
              DescribedPredicate.describe(
                  "takes time, chance or environment by itself", CoreRulesTest::takesByItself));

  private static final ArchRule CONCEPTS_KNOW_NO_ASSEMBLY =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.imprimatur.post..",
              "org.imprimatur.approval..",
              "org.imprimatur.archive..",
              "org.imprimatur.event..",
              "org.imprimatur.session..",
              "org.imprimatur.telemetry..",
              "org.imprimatur.transfer..",
              "org.imprimatur.audit..",
              "org.imprimatur.notice..",
              "org.imprimatur.account..",
              "org.imprimatur.mail..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.imprimatur", "org.imprimatur.memory..");

  private static final ArchRule NO_CYCLES =
      slices().matching("org.imprimatur.(**)").should().beFreeOfCycles();

  private static final ArchRule NAMES_SAY_SOMETHING =
      noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?");

  private static final ArchRule NULL_MARKED = classes().should(beInANullMarkedPackage());

  @Test
  void coreNeedsTheJdkAndJSpecify() {
    PLATFORM_ONLY.check(CORE);
    CODEC_WITH_JACKSON_ONLY.check(CORE);
    assertCaught(PLATFORM_ONLY, JacksonUser.class);
  }

  @Test
  void timeChanceAndEnvironmentComeInThroughConstructors() {
    TIME_AND_CHANCE_COME_IN.check(CORE);
    assertThatThrownBy(() -> TIME_AND_CHANCE_COME_IN.check(read(ImpatientHelper.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Instant.now")
        .hasMessageContaining("Clock.system")
        .hasMessageContaining("UUID.randomUUID")
        .hasMessageContaining("System.getenv")
        .hasMessageContaining("System.currentTimeMillis")
        .hasMessageContaining("java.util.Random.<init>")
        .hasMessageContaining("SecureRandom.<init>")
        .hasMessageContaining("ThreadLocalRandom.current")
        .hasMessageContaining("Math.random")
        .hasMessageContaining("Thread.sleep");
  }

  @Test
  void conceptsKnowNeitherTheAssemblyNorAnEngine() {
    CONCEPTS_KNOW_NO_ASSEMBLY.check(CORE);
    assertCaught(CONCEPTS_KNOW_NO_ASSEMBLY, KnowsTheBoard.class);
  }

  @Test
  void packagesAreFreeOfCycles() {
    NO_CYCLES.check(CORE);
    assertCaught(NO_CYCLES, One.class, Two.class);
  }

  @Test
  void namesSaySomething() {
    NAMES_SAY_SOMETHING.check(CORE);
    assertCaught(NAMES_SAY_SOMETHING, ImpatientHelper.class);
  }

  @Test
  void everyPackageIsNullMarked() {
    NULL_MARKED.check(CORE);
    assertCaught(NULL_MARKED, ImpatientHelper.class);
  }

  @Test
  void rulesLookAtTheWholeCore() {
    assertThat(CORE).hasSizeGreaterThan(60);
    assertThat(CORE.contain(ApprovalEvents.class)).isTrue();
    assertThat(CORE.contain(ImpatientHelper.class)).isFalse();
  }

  private static void assertCaught(ArchRule rule, Class<?>... bad) {
    assertThatThrownBy(() -> rule.check(read(bad)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(bad[0].getSimpleName());
  }

  private static JavaClasses read(Class<?>... classes) {
    return new ClassFileImporter().importClasses(classes);
  }

  private static boolean takesByItself(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    boolean clockGiven =
        access.getTarget() instanceof CodeUnitAccessTarget target
            && target.getRawParameterTypes().stream().anyMatch(c -> c.isEquivalentTo(Clock.class));
    boolean now = owner.startsWith("java.time.") && name.equals("now") && !clockGiven;
    boolean systemClock = owner.equals("java.time.Clock") && name.matches("(system|tick).*");
    return now
        || systemClock
        || TAKERS.contains(owner.substring(owner.lastIndexOf('.') + 1) + "." + name);
  }

  private static DescribedPredicate<JavaClass> are(String what, Predicate<JavaClass> predicate) {
    return DescribedPredicate.describe(what, predicate);
  }

  /** What turns values into JSON and back: the events, the lines of an export, the HTTP API. */
  private static boolean codec(JavaClass javaClass) {
    return javaClass.getName().startsWith(ApprovalEvents.class.getName())
        || javaClass.getName().startsWith("org.imprimatur.transfer.BoardLines")
        || javaClass.getName().startsWith("org.imprimatur.transfer.RevisionJson")
        || javaClass.getName().startsWith("org.imprimatur.transfer.NoteJson")
        || javaClass.getName().startsWith("org.imprimatur.mail.MailEvents")
        || javaClass.getName().startsWith("org.imprimatur.transfer.PersonLines")
        || javaClass.getPackageName().equals(PostsApi.class.getPackageName())
        || javaClass.getPackageName().equals(JsonText.class.getPackageName());
  }

  private static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return new ArchCondition<>("be in a package that is @NullMarked") {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        boolean marked = javaClass.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(
                javaClass, marked, javaClass.getName() + " is in " + javaClass.getPackageName()));
      }
    };
  }
}
