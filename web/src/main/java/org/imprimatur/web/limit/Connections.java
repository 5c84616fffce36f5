package org.imprimatur.web.limit;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ServerChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What every connection has to keep to. Whoever is too slow is cut, byte by byte or not: a
 * request's head within 10 seconds of its first byte, its body within 30 of its head, and each
 * piece of an answer taken within 30. Who sends nothing at all is left to the server's own timeout
 * for idle connections, or gives up its place where files are left for no more of them ({@link
 * OpenFiles}). A request of which two readers could think differently is refused, see {@link
 * StrictRequests}.
 *
 * <p>Netty finds it as a service, where {@link #SWITCH} is set to {@link #ON} before the first
 * server starts.
 */
public final class Connections extends ChannelInitializerExtension {
  /** The system property that has Netty look for this. */
  public static final String SWITCH = "io.netty.bootstrap.extensions";

  /** Its value. */
  public static final String ON = "serviceload";

  private static final Duration HEAD = Duration.ofSeconds(10);
  private static final Duration BODY = Duration.ofSeconds(30);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration SILENCE = Duration.ofSeconds(5);

  @Override
  public void postInitializeServerListenerChannel(ServerChannel channel) {
    Admission.guard(channel, OpenFiles.connections(), SILENCE);
  }

  @Override
  public void postInitializeServerChildChannel(Channel channel) {
    guard(channel, HEAD, BODY, ANSWER);
  }

  static void guard(Channel channel, Duration head, Duration body, Duration answer) {
    Deadlines deadlines = new Deadlines(head, body);
    channel
        .pipeline()
        .addFirst(
            new OnceDecoding(deadlines),
            deadlines,
            new WriteTimeoutHandler(answer.toMillis(), TimeUnit.MILLISECONDS));
  }

  /**
   * Waits for the first bytes: only then is the decoder sure to be there. A connection over which
   * no HTTP/1.1 is spoken has none, and is left alone.
   */
  private static final class OnceDecoding extends ChannelInboundHandlerAdapter {
    private final Deadlines deadlines;

    OnceDecoding(Deadlines deadlines) {
      this.deadlines = deadlines;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      ChannelPipeline pipeline = context.pipeline();
      ChannelHandlerContext decoder = pipeline.context(HttpRequestDecoder.class);
      if (decoder != null) {
        pipeline.replace(decoder.handler(), decoder.name(), new StrictDecoder());
        pipeline.addAfter(decoder.name(), null, deadlines.follow());
        pipeline.addAfter(
            afterCodec(pipeline, decoder.name()), null, new StrictRequests(Arrivals.ALL));
        pipeline.remove(this);
      }
      context.fireChannelRead(bytes);
    }

    /** The later of decoder and encoder: behind it, requests and answers alike are messages. */
    private static String afterCodec(ChannelPipeline pipeline, String decoder) {
      String encoder = pipeline.context(HttpResponseEncoder.class).name();
      List<String> names = pipeline.names();
      return names.indexOf(encoder) > names.indexOf(decoder) ? encoder : decoder;
    }
  }
}
