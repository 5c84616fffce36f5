package org.imprimatur.aws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The boundaries of this module; each rule is seen to catch a class that breaks it. */
class AwsRulesTest {
  private static final JavaClasses AWS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .importPackages("org.imprimatur.aws");
  private static final int MOST_PUBLIC_PERCENT = 40;

  /** What reads a whole table, writes several items at once, or writes without a condition. */
  private static final Set<String> FORBIDDEN_CALLS =
      Set.of("scan", "scanPaginator", "transactWriteItems", "batchWriteItem", "executeStatement");

  private static final ArchRule SINGLE_ITEMS_AND_QUERIES =
      noClasses()
          .that()
          .doNotHaveSimpleName("TableScan")
          .and()
          .doNotHaveSimpleName("LocalTimeToLive")
          .should()
          .accessTargetWhere(
              DescribedPredicate.describe(
                  "scans or writes several items",
                  access ->
                      access.getTargetOwner().isAssignableTo(DynamoDbClient.class)
                          && FORBIDDEN_CALLS.contains(access.getName())));

  private static final ArchRule TABLES_ARE_READ_WHOLE_FOR_AN_EXPORT_ONLY =
      noClasses()
          .that()
          .doNotHaveSimpleName("TableScan")
          .and()
          .doNotHaveSimpleName("DynamoHoldings")
          .should()
          .callMethod(TableScan.class, "forEach", Consumer.class);

  private static final ArchRule ENVIRONMENT_COMES_IN_BY_ONE_DOOR =
      noClasses()
          .that()
          .doNotHaveSimpleName("Environment")
          .should()
          .accessTargetWhere(
              DescribedPredicate.describe(
                  "reads the environment",
                  access ->
                      access.getTargetOwner().isEquivalentTo(System.class)
                          && access.getName().equals("getenv")));

  private static final ArchRule TIME_AND_CHANCE_COME_IN_AT_THE_START =
      noClasses()
          .that()
          .doNotHaveSimpleName("Start")
          .should()
          .accessTargetWhere(
              DescribedPredicate.describe("takes time or chance", AwsRulesTest::takesByItself));

  @Test
  void everyWriteIsOnOneItemAndNothingScans() {
    SINGLE_ITEMS_AND_QUERIES.check(AWS);
    assertCaught(SINGLE_ITEMS_AND_QUERIES);
  }

  @Test
  void tablesAreReadWholeForAnExportOnly() {
    TABLES_ARE_READ_WHOLE_FOR_AN_EXPORT_ONLY.check(AWS);
    assertCaught(TABLES_ARE_READ_WHOLE_FOR_AN_EXPORT_ONLY);
  }

  @Test
  void theEnvironmentIsReadInOnePlace() {
    ENVIRONMENT_COMES_IN_BY_ONE_DOOR.check(AWS);
    assertCaught(ENVIRONMENT_COMES_IN_BY_ONE_DOOR);
  }

  @Test
  void timeAndChanceComeInThroughConstructors() {
    TIME_AND_CHANCE_COME_IN_AT_THE_START.check(AWS);
    assertCaught(TIME_AND_CHANCE_COME_IN_AT_THE_START);
  }

  @Test
  void mostOfTheModuleIsItsOwnBusiness() {
    List<JavaClass> types = AWS.stream().filter(type -> !type.isNestedClass()).toList();
    long open =
        types.stream().filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)).count();

    assertThat(types).hasSizeGreaterThan(30);
    assertThat(open * 100).isLessThanOrEqualTo((long) MOST_PUBLIC_PERCENT * types.size());
  }

  private static boolean takesByItself(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    return (owner.startsWith("java.time.") && (name.equals("now") || name.equals("systemUTC")))
        || owner.equals(SecureRandom.class.getName())
        || (owner.equals(System.class.getName()) && name.equals("currentTimeMillis"));
  }

  private static void assertCaught(ArchRule rule) {
    JavaClasses bad = new ClassFileImporter().importClasses(Bad.class);
    assertThatThrownBy(() -> rule.check(bad))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Bad");
  }

  /** Breaks every rule above. */
  static final class Bad {
    List<Item> everything(TableScan scan) {
      List<Item> items = new ArrayList<>();
      scan.forEach(items::add);
      return items;
    }

    Object everything(DynamoDbClient client) {
      return List.of(
          client.scan(scan -> scan.tableName("posts")),
          System.getenv("HOME"),
          Instant.now(),
          new SecureRandom());
    }
  }
}
