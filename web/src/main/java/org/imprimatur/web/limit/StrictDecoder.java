package org.imprimatur.web.limit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;

/**
 * The server's own decoder, which joins folded lines of a head (RFC 9112, section 5.2) where others
 * do not; here such a request is one that cannot be read.
 */
final class StrictDecoder extends VertxHttpRequestDecoder {
  private static final int HEAD_BYTES = 20 * 1024;
  private static final byte LINE_END = '\n';

  private boolean inHead = true;
  private boolean lineBegins;
  private boolean folded;

  StrictDecoder() {
    super(new HttpServerOptions().setMaxHeaderSize(HEAD_BYTES));
  }

  /** Never takes bytes of a head and of what follows it in the same call. */
  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out)
      throws Exception {
    int from = bytes.readerIndex();
    int known = out.size();
    super.decode(context, bytes, out);
    if (inHead) {
      look(bytes, from, bytes.readerIndex());
    }
    for (int i = known; i < out.size(); i++) {
      follow(out.get(i));
    }
  }

  private void look(ByteBuf bytes, int from, int to) {
    int next = from;
    while (next < to) {
      folded |= lineBegins && (bytes.getByte(next) == ' ' || bytes.getByte(next) == '\t');
      int end = bytes.indexOf(next, to, LINE_END);
      lineBegins = end >= 0;
      next = lineBegins ? end + 1 : to;
    }
  }

  private void follow(Object part) {
    if (part instanceof HttpRequest request) {
      if (folded) {
        request.setDecoderResult(
            DecoderResult.failure(new IllegalArgumentException("a folded line in the head")));
      }
      inHead = false;
    }
    if (part instanceof LastHttpContent) {
      inHead = true;
      lineBegins = false;
      folded = false;
    }
  }
}
