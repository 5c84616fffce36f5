package org.imprimatur.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final int MOST = 2;

  @Test
  void whoComesWhenAllAreThereAndNobodyIsSilentIsTurnedAway() {
    EmbeddedChannel door = door(Duration.ofHours(1));
    EmbeddedChannel first = comes(door);
    EmbeddedChannel second = comes(door);
    EmbeddedChannel third = comes(door);

    assertThat(first.isOpen()).isTrue();
    assertThat(second.isOpen()).isTrue();
    assertThat(third.isOpen()).isFalse();
    assertThat(door.inboundMessages()).containsExactly(first, second);
  }

  @Test
  void whoLeavesMakesRoom() {
    EmbeddedChannel door = door(Duration.ofHours(1));
    EmbeddedChannel first = comes(door);
    comes(door);
    var unused = first.close();

    assertThat(comes(door).isOpen()).isTrue();
    assertThat(comes(door).isOpen()).isFalse();
  }

  @Test
  void whoHasBeenSilentLongestGivesUpThePlace() {
    EmbeddedChannel door = door(Duration.ZERO);
    EmbeddedChannel asks = comes(door);
    EmbeddedChannel silent = comes(door);
    asks.writeInbound(Unpooled.wrappedBuffer(new byte[] {'G'}));
    EmbeddedChannel third = comes(door);

    assertThat(silent.isOpen()).isFalse();
    assertThat(asks.isOpen()).isTrue();
    assertThat(third.isOpen()).isTrue();
    third.writeOutbound(Unpooled.wrappedBuffer(new byte[] {'H'}));
    comes(door);
    assertThat(asks.isOpen()).isFalse();
    assertThat(third.isOpen()).isTrue();
  }

  private static EmbeddedChannel door(Duration silence) {
    return new EmbeddedChannel(new Admission(MOST, silence));
  }

  private static EmbeddedChannel comes(EmbeddedChannel door) {
    EmbeddedChannel connection = new EmbeddedChannel();
    door.writeInbound(connection);
    return connection;
  }
}
