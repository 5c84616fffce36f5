package org.imprimatur.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on an AWS account, with tools that only write down what they are asked. */
class CloudCommandsTest {
  private static final String WITH_ACCOUNT =
      """
      case "$*" in
        *Outputs*UserPool*) echo eu-central-1_Pool ;;
        *Outputs*FailedBatches*) echo the-bucket ;;
        *Outputs*PostsTable*) echo the-posts ;;
        *Outputs*ArchiveTable*) echo the-archive ;;
        *Outputs*Bus*) echo the-bus ;;
        *Outputs*Site*) echo https://d1.cloudfront.net ;;
        *list-users*ada@example.org*) echo ada-id ;;
        *list-users*) echo None ;;
      esac
      """;

  @TempDir private Path home;

  @BeforeEach
  void copyTheScripts() throws IOException {
    Files.createDirectories(home.resolve("infra/stages"));
    Files.createDirectories(home.resolve("tools"));
    for (String file : List.of("imprimatur", "infra/cloud.sh")) {
      Files.copy(
          Path.of("..").resolve(file), home.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  @Test
  void deploysWithWhatTheStageIsToldEachTime() throws IOException, InterruptedException {
    tool("aws", WITH_ACCOUNT);
    tool("npx", "");
    tool("mvn", "[[ $1 != --version ]] || echo Apache Maven 3.9.9");
    built();
    Files.writeString(home.resolve("infra/stages/mine"), "# ours\nalarms=ops@example.org\n");

    Outcome outcome = run("deploy", "mine", "-c", "delay=60");

    assertThat(outcome.status()).as(outcome.said()).isZero();
    assertThat(outcome.said()).contains("Stage mine is at https://d1.cloudfront.net");
    assertThat(asked())
        .anySatisfy(line -> assertThat(line).startsWith("mvn ").contains("package"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("npx --yes aws-cdk@")
                    .endsWith(
                        "deploy --require-approval never -c stage=mine -c alarms=ops@example.org"
                            + " -c delay=60"));
  }

  @Test
  void deployWantsCredentials() throws IOException, InterruptedException {
    tool("aws", "[[ $1 != sts ]]");
    tool("npx", "");

    Outcome outcome = run("deploy", "dev");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.said()).contains("AWS credentials that may make stacks", "AWS_PROFILE");
    assertThat(asked()).noneMatch(line -> line.startsWith("npx"));
  }

  @Test
  void deployWantsWhatItUploads() throws IOException, InterruptedException {
    tool("aws", WITH_ACCOUNT);
    tool("npx", "");
    tool("mvn", "[[ $1 != --version ]] || echo Apache Maven 3.9.9");

    assertThat(run("deploy", "dev").said()).contains("made no aws/target/");
  }

  @Test
  void saysWhenTheCommandLineOfTheCloudIsMissing() throws IOException, InterruptedException {
    Outcome outcome = run("moderator", "dev", "ada@example.org");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.said()).contains("AWS CLI");
  }

  @Test
  void prodIsNotDestroyedByAccident() throws IOException, InterruptedException {
    tool("aws", WITH_ACCOUNT);

    Outcome refused = run("destroy", "prod");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.said()).contains("--yes-destroy-prod");
    assertThat(asked()).isEmpty();

    assertThat(run("destroy", "prod", "--yes-destroy-prod").status()).isZero();
    assertThat(asked())
        .anySatisfy(line -> assertThat(line).contains("--no-enable-termination-protection"))
        .anySatisfy(line -> assertThat(line).contains("delete-stack --stack-name imprimatur-prod"))
        .noneMatch(line -> line.contains("s3 rm"));
  }

  @Test
  void otherStagesGoWithTheirData() throws IOException, InterruptedException {
    tool("aws", WITH_ACCOUNT);

    assertThat(run("destroy", "dev").said()).contains("Stage dev is gone.");
    assertThat(asked())
        .anySatisfy(line -> assertThat(line).contains("s3 rm s3://the-bucket --recursive"))
        .anySatisfy(line -> assertThat(line).contains("delete-stack --stack-name imprimatur-dev"));
  }

  @Test
  void aStageThatIsNotThereIsNotDestroyed() throws IOException, InterruptedException {
    tool("aws", "");

    assertThat(run("destroy", "dev").said()).contains("no stage dev");
    assertThat(asked()).noneMatch(line -> line.contains("delete-stack"));
  }

  @Test
  void whoHasSignedUpCanBecomeAModerator() throws IOException, InterruptedException {
    tool("aws", WITH_ACCOUNT);

    assertThat(run("moderator", "dev", "ada@example.org").status()).isZero();
    assertThat(asked())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("admin-add-user-to-group --user-pool-id eu-central-1_Pool")
                    .contains("--username ada-id --group-name moderator"));
  }

  @Test
  void nobodyElseCan() throws IOException, InterruptedException {
    tool("aws", WITH_ACCOUNT);

    Outcome unknown = run("moderator", "dev", "eve@example.org");
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.said()).contains("nobody has signed up with eve@example.org");
    assertThat(run("moderator", "dev", "a\" or email ^= \"@").status()).isEqualTo(2);
    assertThat(asked()).noneMatch(line -> line.contains("admin-add-user-to-group"));
  }

  @Test
  void exportOfAStageReadsTheTablesOfItsStack() throws IOException, InterruptedException {
    tool("aws", WITH_ACCOUNT);
    runnable();

    Outcome outcome = run("export", "--stage", "dev", "board.jsonl");

    assertThat(outcome.status()).as(outcome.said()).isZero();
    assertThat(outcome.said()).contains("the-posts the-archive the-bus");
    assertThat(asked())
        .last()
        .asString()
        .startsWith("java ")
        .endsWith(" org.imprimatur.aws.TransferCommand export board.jsonl");
  }

  @Test
  void importIntoAwsTakesItsTablesFromSettings() throws IOException, InterruptedException {
    runnable();

    Outcome outcome =
        run(
            "import",
            "--runtime=aws",
            "-Dimprimatur.aws.posts-table=p",
            "-Dimprimatur.aws.archive-table=a",
            "-Dimprimatur.aws.bus=b");

    assertThat(outcome.said()).contains("p a b");
    assertThat(asked()).last().asString().endsWith("org.imprimatur.aws.TransferCommand import");
  }

  @Test
  void folderIsMovedWithoutAnAccount() throws IOException, InterruptedException {
    runnable();

    assertThat(run("export", "--data", "/srv/board").status()).isZero();

    assertThat(asked())
        .last()
        .asString()
        .endsWith("org.imprimatur.embedded.TransferCommand --data /srv/board export");
  }

  @Test
  void movingIsDoneInNoOtherWay() throws IOException, InterruptedException {
    tool("aws", "[[ $* != *Outputs* ]]");

    assertThat(run("export", "--runtime", "azure").status()).isEqualTo(2);
    assertThat(run("export", "a", "b").status()).isEqualTo(2);
    assertThat(run("import", "-Dposts=p").status()).isEqualTo(2);
    assertThat(run("import", "--stage", "dev").said()).contains("there is no stage dev");
  }

  /** What a board that was built before is run with. */
  private void runnable() throws IOException {
    tool("mvn", "[[ $1 != --version ]] || echo Apache Maven 3.9.9");
    tool("node", "echo v20.1.0");
    tool("javac", "");
    tool(
        "java",
        """
        [[ $1 != -version ]] || { echo 'openjdk version "17.0.1"'; exit; }
        echo "$IMPRIMATUR_AWS_POSTS_TABLE $IMPRIMATUR_AWS_ARCHIVE_TABLE $IMPRIMATUR_AWS_BUS"
        """);
    Files.createDirectories(home.resolve("web/target/quarkus-app/lib/main"));
  }

  @Test
  void stagesHaveSimpleNames() throws IOException, InterruptedException {
    tool("aws", WITH_ACCOUNT);

    assertThat(run("destroy", "../x").status()).isEqualTo(2);
    assertThat(run("deploy").status()).isEqualTo(2);
    assertThat(asked()).isEmpty();
  }

  /** Puts a command on the path that notes its arguments and then does {@code body}. */
  private void tool(String name, String body) throws IOException {
    Path file = home.resolve("tools").resolve(name);
    String note = "[[ $1 == --version ]] || echo \"" + name + " $*\" >>\"$ASKED\"\n";
    Files.writeString(file, "#!/usr/bin/env bash\n" + note + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void built() throws IOException {
    for (String made :
        List.of("aws/target/imprimatur-aws-functions.jar", "web/target/function.zip")) {
      Files.createDirectories(home.resolve(made).getParent());
      Files.writeString(home.resolve(made), "");
    }
  }

  private List<String> asked() throws IOException {
    Path file = home.resolve("asked");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private Outcome run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", home.resolve("imprimatur").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PATH", home.resolve("tools") + ":/usr/bin:/bin:/usr/local/bin");
    builder.environment().put("ASKED", home.resolve("asked").toString());
    builder.environment().put("AWS_REGION", "eu-central-1");
    builder.environment().put("CI", "true");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), said);
  }

  /** How a command ended and what it said. */
  private record Outcome(int status, String said) {}
}
