package org.imprimatur.web.limit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Passes on whole requests of one connection, so that who sends slowly keeps nothing busy, and
 * refuses what {@link Faults} finds with one answer and the end of the connection, when it is its
 * turn. Nothing that follows is looked at. Nobody new comes in while the board stops.
 */
final class StrictRequests extends ChannelDuplexHandler {
  private final Arrivals arrivals;
  private @Nullable HttpRequest request;
  private @Nullable ByteBuf body;
  private int held;
  private long asked;
  private long answered;
  private Optional<HttpResponseStatus> refusal = Optional.empty();
  private boolean over;

  StrictRequests(Arrivals arrivals) {
    this.arrivals = arrivals;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (refusal.isPresent()) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof HttpObject part) {
      look(context, part);
    } else {
      context.fireChannelRead(message);
    }
  }

  private void look(ChannelHandlerContext context, HttpObject part) {
    if (part instanceof HttpRequest) {
      asked++;
      arrivals.begin();
    }
    refusal = fault(context, part);
    if (refusal.isPresent()) {
      ReferenceCountUtil.release(part);
      drop();
      refuse(context);
    } else {
      take(context, part);
    }
  }

  private Optional<HttpResponseStatus> fault(ChannelHandlerContext context, HttpObject part) {
    if (part instanceof HttpRequest
        && arrivals.closed(((InetSocketAddress) context.channel().localAddress()).getPort())) {
      return Optional.of(HttpResponseStatus.SERVICE_UNAVAILABLE);
    }
    int more = part instanceof HttpContent content ? content.content().readableBytes() : 0;
    held += more;
    return arrivals.hold(more)
        ? Faults.of(part, held)
        : Optional.of(HttpResponseStatus.SERVICE_UNAVAILABLE);
  }

  private void take(ChannelHandlerContext context, HttpObject part) {
    if (part instanceof HttpRequest begun) {
      request = begun;
      goOn(context, begun);
    } else if (part instanceof LastHttpContent last) {
      pass(context, last);
    } else if (part instanceof HttpContent content) {
      keep(context, content);
    }
  }

  /** Who asks before sending a body is told to, where nothing else is due. */
  private void goOn(ChannelHandlerContext context, HttpRequest begun) {
    if (HttpUtil.is100ContinueExpected(begun)) {
      begun.headers().remove(HttpHeaderNames.EXPECT);
      if (answered == asked - 1) {
        var unused =
            context.writeAndFlush(
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
      }
    }
  }

  /** A copy: a piece of one byte keeps the whole of what was read with it. */
  private void keep(ChannelHandlerContext context, HttpContent content) {
    ByteBuf kept = body == null ? context.alloc().buffer() : body;
    body = kept.writeBytes(content.content());
    content.release();
  }

  private void pass(ChannelHandlerContext context, LastHttpContent last) {
    HttpRequest whole = request;
    LastHttpContent end = last;
    if (body != null) {
      keep(context, last);
      end = new DefaultLastHttpContent(body);
      body = null;
    }
    drop();
    context.fireChannelRead(whole);
    context.fireChannelRead(end);
  }

  private void drop() {
    ReferenceCountUtil.release(body);
    body = null;
    request = null;
    arrivals.end(held);
    held = 0;
  }

  /** Says so, where all that was asked before has its answer. */
  private void refuse(ChannelHandlerContext context) {
    if (!over && answered >= asked - 1) {
      over = true;
      FullHttpResponse answer =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, refusal.orElseThrow());
      answer
          .headers()
          .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
          .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
          .set(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO);
      if (answer.status().equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
        answer.headers().set(HttpHeaderNames.RETRY_AFTER, "1");
      }
      var unused = context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (over) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    answered += message instanceof LastHttpContent && !interim(message) ? 1 : 0;
    var unused = context.write(message, promise);
    if (refusal.isPresent()) {
      refuse(context);
    }
  }

  private static boolean interim(Object message) {
    return message instanceof HttpResponse answer
        && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (request != null) {
      drop();
    }
    context.fireChannelInactive();
  }
}
