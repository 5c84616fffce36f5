package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.contract.Surroundings;
import org.imprimatur.event.Event;
import org.imprimatur.event.Subscription;
import org.imprimatur.post.Posts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferCommandTest {
  private final Surroundings here = Surroundings.quiet();
  private final Tables old = CloudEngine.newTables();
  private final Tables home = CloudEngine.newTables();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path folder;

  @AfterEach
  void heal() {
    DynamoWire.fail();
  }

  @Test
  void boardMovesFromTheTablesThatTheEnvironmentNamesToOthers() throws IOException {
    fill();
    Path file = folder.resolve("board.jsonl");

    assertThat(run(old, "export", file.toString())).isZero();
    assertThat(run(home, "import", file.toString())).isZero();
    assertThat(run(home, "import", file.toString())).isZero();

    assertThat(err())
        .contains("Exported posts: 3, archived: 1")
        .contains("Imported: 4, here before: 0,")
        .contains("Imported: 0, here before: 4,");
    Path again = folder.resolve("again.jsonl");
    run(home, "export", again.toString());
    assertThat(Files.readAllLines(again)).hasSameElementsAs(Files.readAllLines(file));
    assertThat(Files.readAllLines(again).get(0)).contains("\"runtime\":\"aws\"");
  }

  @Test
  void exportTellsWhatWaitsInQueuesAndStaysBehind() {
    String bus = old.posts();
    LocalQueues queues = new LocalQueues(CloudEngine.EVENT_BRIDGE, CloudEngine.CLIENTS.sqs(), bus);
    queues.create(subscription("record-decision", ApprovalEvents.responsePattern()));
    queues.create(subscription("approval-service", ApprovalEvents.requestPattern()));
    CloudBus.open(bus, (id, envelope) -> LocalCloud.event(bus, envelope));
    new EventBridgeBus(CloudEngine.EVENT_BRIDGE, bus, here.random())
        .publish(
            new Event("e", Event.SOURCE, ApprovalEvents.RESPONSE, here.clock().instant(), "{}"));

    assertThat(run(old, "export")).isZero();

    assertThat(err())
        .contains("On the way and not exported: about 1 in the queue " + bus + "-record-decision.")
        .doesNotContain("approval-service");
  }

  @Test
  void tablesThatAreNotThereAreSaidSo() {
    assertThat(run(Tables.named("nowhere"), "export")).isEqualTo(3);

    assertThat(err()).contains("These tables are not there; deploy the stage");
    assertThat(out.toByteArray()).isEmpty();
  }

  @Test
  void regionThatIsMissingIsNamed() {
    assertThat(command(Map.of()).run(List.of("export"))).isEqualTo(3);

    assertThat(err()).contains("AWS_REGION is not in the environment");
  }

  @Test
  void endpointThatDoesNotAnswerIsSaidSo() {
    Map<String, String> environment = new HashMap<>(environment(old));
    environment.put("IMPRIMATUR_AWS_ENDPOINT", "http://127.0.0.1:1");

    assertThat(command(environment).run(List.of("export"))).isEqualTo(3);

    assertThat(err()).contains("AWS cannot be asked: SdkClientException");
  }

  @Test
  void wrongUseIsAnsweredWithTheUsage() {
    assertThat(run(old, "move")).isEqualTo(2);
    assertThat(err()).contains("Usage: export [FILE] | import [FILE]");
  }

  private void fill() {
    Posts posts = new Stores(CloudEngine.DYNAMO_DB, old, here.random(), Capacity.ignored()).posts();
    here.samplePosts().addPublished(posts);
    here.samplePosts().addPending(posts, 2);
    here.samplePosts().addRejected(posts);
  }

  private static Subscription subscription(String name, String pattern) {
    return new Subscription(name, pattern, Duration.ofSeconds(60), event -> {});
  }

  private int run(Tables tables, String... words) {
    return command(environment(tables)).run(List.of(words));
  }

  private TransferCommand command(Map<String, String> environment) {
    Start start =
        new Start(
            new Environment(environment),
            CloudEngine.CLIENTS,
            here.clock(),
            here.random(),
            here.telemetry());
    return new TransferCommand(
        start,
        InputStream.nullInputStream(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static Map<String, String> environment(Tables tables) {
    return Map.of(
        "AWS_REGION", "eu-west-1",
        "IMPRIMATUR_AWS_ENDPOINT", Cloud.endpoint().toString(),
        "IMPRIMATUR_AWS_POSTS_TABLE", tables.posts(),
        "IMPRIMATUR_AWS_ARCHIVE_TABLE", tables.archive(),
        "IMPRIMATUR_AWS_AUDIT_TABLE", tables.audit(),
        "IMPRIMATUR_AWS_NOTICES_TABLE", tables.notices(),
        "IMPRIMATUR_AWS_BUS", tables.posts());
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
