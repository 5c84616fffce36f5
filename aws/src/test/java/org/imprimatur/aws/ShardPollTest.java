package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** One shard, read as an endpoint of any kind hands it out. */
class ShardPollTest {
  private static final int LONG_SILENCE = 100;

  private final ForgetfulStream stream = new ForgetfulStream(3);
  private final ShardPoll poll = new ShardPoll(stream, "stream", "shard");
  private final List<String> seen = new ArrayList<>();

  @Test
  void eachRecordIsHandedOnOnceAndInOrder() {
    stream.add("1");
    stream.add("2");
    poll.read(this::see);
    stream.add("3");
    poll.read(this::see);
    poll.read(this::see);

    assertThat(seen).containsExactly("1", "2", "3");
  }

  @Test
  void aRecordThatIsNotDoneComesAgainAndHoldsUpThoseAfterIt() {
    stream.add("1");
    stream.add("2");
    stream.add("3");
    poll.read(record -> see(record) && seen.size() < 2);

    poll.read(this::see);

    assertThat(seen).containsExactly("1", "2", "2", "3");
  }

  @Test
  void aPlaceThatIsRefusedIsTheBeginningAgain() {
    stream.add("1");
    poll.read(this::see);
    stream.add("2");
    stream.expire();

    assertThatThrownBy(() -> poll.read(this::see)).isInstanceOf(ExpiredIteratorException.class);
    poll.read(this::see);

    assertThat(seen).containsExactly("1", "1", "2");
  }

  @Test
  void newsAreFoundWhereTheEndpointForgetsOldRecords() {
    for (String sequence : List.of("1", "2", "3")) {
      stream.add(sequence);
    }
    poll.read(this::see);
    stream.add("4");
    stream.add("5");
    for (int i = 0; i < LONG_SILENCE; i++) {
      poll.read(this::see);
    }

    assertThat(seen).containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void aClosedShardIsReadToItsEndAndNoMore() {
    stream.add("1");
    stream.endShard();
    poll.read(this::see);
    poll.read(this::see);

    assertThat(seen).containsExactly("1");
  }

  private boolean see(Record record) {
    return seen.add(record.dynamodb().sequenceNumber());
  }
}
