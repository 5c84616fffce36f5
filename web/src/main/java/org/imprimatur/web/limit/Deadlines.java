package org.imprimatur.web.limit;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Closes one connection whose request takes too long to arrive. Stands where bytes come in; has
 * another look after the decoder, where it is known what they were. Looks at the clock a few times
 * within each deadline, which is cheaper than a timer for each request, and closes at the last look
 * that is in time.
 */
final class Deadlines extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = Logger.getLogger(Deadlines.class);
  private static final long LOOKS = 10;

  private final long head;
  private final long body;
  private final long often;
  private State state = State.IDLE;
  private long since;
  private boolean decoding;
  private @Nullable ScheduledFuture<?> looking;

  Deadlines(Duration head, Duration body) {
    this.head = head.toNanos();
    this.body = body.toNanos();
    this.often = Math.min(this.head, this.body) / LOOKS;
  }

  /** What has to stand right after the decoder; without it nothing is closed. */
  ChannelHandler follow() {
    decoding = true;
    return new AfterDecoder();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    looking =
        context
            .executor()
            .scheduleWithFixedDelay(() -> look(context), often, often, TimeUnit.NANOSECONDS);
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    if (decoding && state == State.IDLE) {
      to(State.HEAD);
    }
    context.fireChannelRead(bytes);
  }

  private void to(State next) {
    state = next;
    since = System.nanoTime();
  }

  private void look(ChannelHandlerContext context) {
    long atNext = System.nanoTime() - since + often;
    if ((state == State.HEAD && atNext > head) || (state == State.BODY && atNext > body)) {
      LOG.debugf("slow client cut in=%s from=%s", state, context.channel().remoteAddress());
      var unused = context.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (looking != null) {
      looking.cancel(false);
    }
    context.fireChannelInactive();
  }

  private enum State {
    IDLE,
    HEAD,
    BODY
  }

  private final class AfterDecoder extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof LastHttpContent) {
        to(State.IDLE);
      } else if (message instanceof HttpRequest) {
        to(State.BODY);
      }
      context.fireChannelRead(message);
    }
  }
}
