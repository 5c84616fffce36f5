package org.imprimatur.web.limit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets only so many connections in at a time. Who comes when all are there gets the place of who
 * has been silent longest, or is turned away where nobody has been for some seconds: before
 * anything is set up, so that a crowd at the door takes no files from those inside.
 */
final class Admission extends ChannelInboundHandlerAdapter {
  /** Each that was taken from the system's queue has a file until it is looked at here. */
  private static final int TAKEN_AT_ONCE = 4;

  private final int most;
  private final Duration silence;
  private final Map<Channel, LastUse> inside = new ConcurrentHashMap<>();

  Admission(int most, Duration silence) {
    this.most = most;
    this.silence = silence;
  }

  /** Guards where connections come in. */
  static void guard(ServerChannel channel, int most, Duration silence) {
    MaxMessagesRecvByteBufAllocator taking = channel.config().getRecvByteBufAllocator();
    taking.maxMessagesPerRead(TAKEN_AT_ONCE);
    channel.pipeline().addFirst(new Admission(most, silence));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object connection) {
    Channel comes = (Channel) connection;
    if (inside.size() < most || makesRoom()) {
      LastUse use = new LastUse();
      inside.put(comes, use);
      var unused = comes.closeFuture().addListener(gone -> inside.remove(comes));
      comes.pipeline().addFirst(use);
      context.fireChannelRead(connection);
    } else {
      comes.unsafe().closeForcibly();
    }
  }

  private boolean makesRoom() {
    Optional<Channel> silent =
        inside.entrySet().stream()
            .max(Comparator.comparingLong(each -> each.getValue().nanosAgo()))
            .filter(longest -> longest.getValue().nanosAgo() >= silence.toNanos())
            .map(Map.Entry::getKey);
    silent.ifPresent(
        channel -> {
          inside.remove(channel);
          var unused = channel.close();
        });
    return silent.isPresent();
  }

  /** When a connection was last used, in either direction. */
  private static final class LastUse extends ChannelDuplexHandler {
    private volatile long last = System.nanoTime();

    long nanosAgo() {
      return System.nanoTime() - last;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      last = System.nanoTime();
      context.fireChannelRead(bytes);
    }

    @Override
    public void write(ChannelHandlerContext context, Object bytes, ChannelPromise promise) {
      last = System.nanoTime();
      var unused = context.write(bytes, promise);
    }
  }
}
