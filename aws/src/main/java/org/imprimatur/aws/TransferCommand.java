package org.imprimatur.aws;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.ToIntFunction;
import org.imprimatur.event.DeadLetter;
import org.imprimatur.transfer.Holdings;
import org.imprimatur.transfer.Intake;
import org.imprimatur.transfer.Transfer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The operator's command that moves a board out of the tables of a stage and into them: {@code
 * export [FILE]} and {@code import [FILE]}. Where that is comes from the environment, by the names
 * that the web application knows too. Ends as {@link Transfer} says.
 *
 * <p>An export reads tables while the board writes them: what changes meanwhile is in it as it was
 * before or as it was after. It cannot look into queues; it says how much waits in them.
 */
public final class TransferCommand {
  private final Start start;
  private final PrintStream err;
  private final Transfer transfer;

  TransferCommand(Start start, InputStream in, PrintStream out, PrintStream err) {
    this.start = start;
    this.err = err;
    this.transfer = new Transfer(in, out, err, start.clock());
  }

  /** Runs the command and ends the process. */
  public static void main(String[] arguments) {
    TransferCommand command =
        new TransferCommand(Start.ofProcess(), System.in, System.out, System.err);
    System.exit(command.run(List.of(arguments)));
  }

  /** Runs the command; returns its exit code. */
  int run(List<String> arguments) {
    try {
      return transfer.run(arguments, new Stage(start.environment().settings()));
    } catch (ResourceNotFoundException e) {
      return failed("These tables are not there; deploy the stage, or run the board there once.");
    } catch (SdkException e) {
      return failed("AWS cannot be asked: " + DeadLetter.reason(e));
    } catch (IllegalStateException e) {
      return failed(String.valueOf(e.getMessage()));
    }
  }

  private int failed(String message) {
    err.println(message);
    return Transfer.UNUSABLE;
  }

  private final class Stage implements Transfer.Place {
    private final AwsSettings settings;

    Stage(AwsSettings settings) {
      this.settings = settings;
    }

    @Override
    public String runtime() {
      return "aws";
    }

    @Override
    public int reading(ToIntFunction<Holdings> work) {
      try (AwsRuntime runtime = runtimeWithTables()) {
        int code = work.applyAsInt(runtime.holdings());
        tellWhatIsOnTheWay();
        return code;
      }
    }

    @Override
    public int writing(ToIntFunction<Intake> work) {
      try (AwsRuntime runtime = runtimeWithTables()) {
        return work.applyAsInt(runtime.intake());
      }
    }

    private AwsRuntime runtimeWithTables() {
      Tables tables = settings.tables();
      try (DynamoDbClient client = Clients.of(settings).dynamoDb()) {
        for (String table :
            List.of(tables.posts(), tables.archive(), tables.audit(), tables.notices())) {
          client.describeTable(describe -> describe.tableName(table));
        }
      }
      return new AwsRuntime(settings, start.clock(), start.random(), Capacity.ignored());
    }

    /** A decision that stays behind is asked for again where its post goes, so this is no error. */
    private void tellWhatIsOnTheWay() {
      Clients clients = Clients.of(settings);
      try (EventBridgeClient bus = clients.eventBridge();
          SqsClient sqs = clients.sqs()) {
        new OnTheWay(bus, sqs, settings.busName())
            .waiting()
            .forEach((queue, count) -> err.println(onItsWay(queue, count)));
      } catch (SdkException e) {
        err.println("Whether events are on their way is unknown: " + DeadLetter.reason(e));
      }
    }

    private static String onItsWay(String queue, long count) {
      return "On the way and not exported: about "
          + count
          + " in the queue "
          + queue
          + ". Decisions among them are asked for again where their posts go.";
    }
  }
}
