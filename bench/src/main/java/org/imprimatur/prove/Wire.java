package org.imprimatur.prove;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A connection that has one request at a time on it and never keeps its thread waiting. */
final class Wire {
  private static final int IDLE = -1;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final AnswerReader reader = new AnswerReader();
  private ByteBuffer unsent = ByteBuffer.allocate(0);
  private int number = IDLE;

  /** Begins to connect; the key of {@code selector} that tells when to {@link #go} is its own. */
  @SuppressWarnings("resource") // Closed with this.
  Wire(InetSocketAddress there, Selector selector) throws IOException {
    channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    int next = channel.connect(there) ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT;
    key = channel.register(selector, next, this);
  }

  /** Sends this request now, or once there is a connection. */
  void send(int request, byte[] bytes) throws IOException {
    number = request;
    unsent = ByteBuffer.wrap(bytes);
    reader.begin();
    if (channel.isConnected()) {
      write();
    }
  }

  private void write() throws IOException {
    channel.write(unsent);
    key.interestOps(unsent.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  /** Does what can be done now; whether that was the end of an answer. */
  boolean go(ByteBuffer buffer) throws IOException {
    if (key.isConnectable()) {
      channel.finishConnect();
    }
    if (!key.isReadable()) {
      write();
      return false;
    }
    buffer.clear();
    if (channel.read(buffer) < 0) {
      throw new IOException("the server closed the connection");
    }
    boolean whole = reader.read(buffer.flip());
    if (buffer.hasRemaining() || idle()) {
      throw new IOException("the server answered what it was not asked");
    }
    return whole;
  }

  /** Which request it carries. */
  int number() {
    return number;
  }

  /** What came of it. */
  AnswerReader answer() {
    return reader;
  }

  boolean idle() {
    return number == IDLE;
  }

  /** Ready for another request. */
  void rest() {
    number = IDLE;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Its end is all that was wanted.
      key.cancel();
    }
  }
}
