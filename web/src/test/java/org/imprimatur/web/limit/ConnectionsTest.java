package org.imprimatur.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Hundreds of clients that send or take a byte at a time, with deadlines as short as tests want.
 */
class ConnectionsTest {
  private static final int CLIENTS = 300;
  private static final int LARGE = 32 << 20;
  private static final Duration HEAD = Duration.ofMillis(500);
  private static final Duration BODY = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(1);

  private static final AtomicInteger OPEN = new AtomicInteger();

  private final NioEventLoopGroup group = new NioEventLoopGroup(2);
  private final List<Socket> sockets = new ArrayList<>();
  private InetSocketAddress server;

  @BeforeEach
  void serve() throws InterruptedException {
    server =
        (InetSocketAddress)
            new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 2 * CLIENTS)
                .childHandler(new Pipeline())
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel()
                .localAddress();
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    var unused = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @Test
  void headsThatComeByteByByteAreCutAndOthersAreServedMeanwhile() throws IOException {
    int before = openFiles();
    open(CLIENTS, "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ");
    await(() -> trickle("a") == 0);
    assertThat(exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 200");
    for (Socket socket : sockets) {
      socket.close();
    }
    await(() -> openFiles() <= before + 5);
  }

  @Test
  void bodiesThatComeByteByByteAreCut() throws IOException {
    open(CLIENTS, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n");
    await(() -> trickle("a") == 0);
  }

  @Test
  void chunksThatNeverEndAreCut() throws IOException {
    open(CLIENTS, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    await(() -> trickle("1\r\na\r\n") == 0);
  }

  @Test
  void answersThatNobodyTakesAreGivenUp() throws IOException {
    OPEN.set(0);
    open(20, "GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    await(() -> OPEN.get() == 0);
  }

  @Test
  void connectionsThatAreUsedAgainAreLeftAlone() throws IOException {
    open(1, "");
    Socket socket = sockets.get(0);
    byte[] request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 8; i++) {
      socket.getOutputStream().write(request);
      assertThat(head(socket)).startsWith("HTTP/1.1 200");
      LockSupport.parkNanos(HEAD.toNanos() / 2);
    }
  }

  private void open(int number, String first) throws IOException {
    for (int i = 0; i < number; i++) {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(4_096);
      socket.connect(server);
      socket.setTcpNoDelay(true);
      socket.getOutputStream().write(first.getBytes(StandardCharsets.US_ASCII));
      sockets.add(socket);
    }
  }

  /** Sends a little more on each connection; how many still take it. */
  private long trickle(String more) {
    return sockets.stream().filter(socket -> sent(socket, more)).count();
  }

  private static boolean sent(Socket socket, String more) {
    try {
      socket.getOutputStream().write(more.getBytes(StandardCharsets.US_ASCII));
      return true;
    } catch (IOException cut) {
      return false;
    }
  }

  private String exchange(String request) throws IOException {
    open(1, request);
    return head(sockets.get(sockets.size() - 1));
  }

  private static String head(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    return head.toString();
  }

  private static int openFiles() {
    return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** A server that answers at the end of each request. */
  private static final class Pipeline extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      OPEN.incrementAndGet();
      var unused = channel.closeFuture().addListener(closed -> OPEN.decrementAndGet());
      channel.pipeline().addLast(new HttpRequestDecoder(), new HttpResponseEncoder(), new Answer());
      Connections.guard(channel, HEAD, BODY, ANSWER);
    }
  }

  private static final class Answer extends SimpleChannelInboundHandler<HttpObject> {
    private int size;

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
      if (message instanceof HttpRequest request) {
        size = request.uri().equals("/large") ? LARGE : 0;
      }
      if (message instanceof LastHttpContent) {
        DefaultFullHttpResponse answer =
            new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.OK,
                Unpooled.wrappedBuffer(new byte[size]));
        answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, size);
        var unused = context.writeAndFlush(answer);
      }
    }
  }
}
