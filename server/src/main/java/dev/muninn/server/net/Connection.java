package dev.muninn.server.net;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.client.ClientInfo;
import dev.muninn.server.client.ClientLink;
import dev.muninn.server.client.ClientMemory;
import dev.muninn.server.net.transport.Channel;
import dev.muninn.server.net.transport.Pollable;
import dev.muninn.server.net.transport.ReadyHandler;
import dev.muninn.server.resp.ReplyBuffer;
import dev.muninn.server.resp.RequestParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One client's socket: reads once per readiness, runs every complete request, sends the replies
 * when the loop says so.
 *
 * <p>Input goes to the loop's shared buffer; only what is left of it after the requests in it have
 * run is moved to a buffer of the connection's own.
 */
final class Connection implements ClientLink, ReadyHandler {
  /** Bytes of an ordinary read (PROTO_IOBUF_LEN). */
  static final int READ_SIZE = 16 * 1024;

  /** Most bytes of one read of a long argument. */
  private static final int TURN_BYTES = 256 * 1024;

  /** Requests per turn; the rest waits, so that others are served. */
  private static final int TURN_REQUESTS = 2048;

  /** Replies, in bytes of memory, after which a connection's requests wait for the next turn. */
  private static final int TURN_OUTPUT = 1024 * 1024;

  /** A buffer of its own is made smaller only when it would give back more than that. */
  private static final int WORTH_SHRINKING = 32 * 1024;

  private static final long IDLE_MILLIS = 2000;
  private static final int NO_REQUESTS =
      ClientFlag.BLOCKED | ClientFlag.CLOSE_AFTER_REPLY | ClientFlag.CLOSE_ASAP;
  private static final int NO_TIMEOUT =
      ClientFlag.REPLICA
          | ClientFlag.MONITOR
          | ClientFlag.PRIMARY
          | ClientFlag.BLOCKED
          | ClientFlag.PUBSUB;

  private final Connections owner;
  private final Channel channel;
  private final Client client;
  private @Nullable Buffer own;
  private int peak;
  private boolean open = true;
  private boolean reading = true;
  private boolean writing;

  /** Whether the socket has told that it has room again. */
  private boolean writable;

  private boolean outputQueued;
  private boolean inputQueued;

  /** Memory of the replies when it was last told that they wait for the client; 0: they do not. */
  private long pendingTold;

  /** Place in the owner's list; kept by the owner. */
  int place;

  Connection(Connections owner, Channel channel, long nowMillis) {
    this.owner = owner;
    this.channel = channel;
    this.client = owner.registry().connect(this, nowMillis);
  }

  Client client() {
    return client;
  }

  boolean isOf(Channel other) {
    return channel == other;
  }

  boolean isOpen() {
    return open;
  }

  /** Starts to read. */
  void start() throws IOException {
    channel.open(this);
  }

  @Override
  public void ready(int ops) {
    try {
      if ((ops & Pollable.WRITE) != 0 && writing) {
        writable = true; // sent in its phase: what the turn adds may not precede the AOF
        outputPending();
      }
      if (open && (ops & Pollable.READ) != 0 && reading && !inputQueued) {
        read();
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      failed(e);
    }
  }

  /** An internal error must cost this client at most. */
  private void failed(Throwable e) {
    owner.warn("Closing client after an internal error: " + client + " error=" + e);
    owner.shared().clear();
    close();
  }

  private void read() {
    Buffer in = own;
    int missing = 0;
    if (in == null) {
      in = owner.shared();
    } else {
      missing = client.parser().missing(in);
      // Room grows with what has arrived, not with what was announced.
      if (missing > READ_SIZE) {
        in.reserve(Math.min(missing, Math.max(in.readable(), READ_SIZE)), missing);
      } else {
        in.reserve(READ_SIZE);
      }
    }
    int n;
    try {
      n = channel.read(in, Math.min(in.writable(), missing > READ_SIZE ? TURN_BYTES : READ_SIZE));
    } catch (IOException e) {
      owner.verbose("Reading from client: ", e.getMessage());
      close();
      return;
    }
    if (n > 0) {
      owner.stats().read(n);
      client.received(n, owner.nowMillis());
      peak = Math.max(peak, in.readable());
      if (owner
          .registry()
          .requestLimits()
          .exceedsQueryBuffer(in.readable() + client.counts().queuedBytes, client.authRequired())) {
        queryBufferLimitReached(in);
        return;
      }
      process(in);
    } else if (n < 0) {
      endOfInput();
    }
  }

  private void queryBufferLimitReached(Buffer in) {
    String start =
        owner.registry().hidesUserData()
            ? ClientInfo.REDACTED
            : in.slice(in.readIndex(), Math.min(in.readable(), 64), new Slice())
                .toString()
                .replaceAll("[^ -~]", ".");
    owner.warn(
        "Closing client that reached max query buffer length: "
            + client
            + " (qbuf initial bytes: \""
            + start
            + "\")");
    owner.stats().queryBufferLimitReached();
    if (in != own) {
      in.clear();
    }
    close();
  }

  /** The peer sends no more; what it is still owed is sent, unless it waits for something. */
  private void endOfInput() {
    if (client.output().isEmpty() || client.has(ClientFlag.BLOCKED)) {
      owner.verbose("Client closed connection ", client);
      close();
    } else {
      client.closeAfterReply();
      stopReading();
      outputPending();
    }
  }

  private void process(Buffer in) {
    int budget = TURN_REQUESTS;
    long heldBefore = client.output().held();
    RequestHandler handler = owner.handler();
    RequestBatch batch = owner.batch();
    handler.batch();
    while (!client.has(NO_REQUESTS)) {
      if (budget <= 0 || client.output().held() - heldBefore > TURN_OUTPUT) {
        if (in.readable() > 0) {
          queueInput();
        }
        break;
      }
      RequestParser.Result result = batch.fill(client, in);
      int count = batch.size();
      budget -= count;
      if (count > 1) {
        handler.expect(client, batch.requests(), count);
      }
      if (count > 0 && !batch.run(client, in, handler, owner.stats(), NO_REQUESTS)) {
        break;
      }
      if (result == RequestParser.Result.NEED_MORE) {
        break;
      } else if (result == RequestParser.Result.ERROR) {
        protocolError();
        break;
      }
    }
    if (client.has(ClientFlag.CLOSE_AFTER_REPLY)) {
      in.clear();
      stopReading();
      outputPending();
    }
    if (pendingTold != 0) {
      tellPending();
    }
    keepRest(in);
    ClientMemory memory = owner.registry().memory();
    memory.update(client);
    memory.enforce();
  }

  private void protocolError() {
    owner.verbose("Protocol error (" + client.parser().error() + ") from client: ", client);
    client.set(ClientFlag.PROTOCOL_ERROR);
    client.reply().error(client.parser().error());
    client.closeAfterReply();
  }

  private void keepRest(Buffer in) {
    int left = in.readable();
    if (in == own) {
      if (left == 0) {
        in.clear();
      }
    } else {
      if (left > 0) {
        Buffer mine = new Buffer(owner.memory(), READ_SIZE);
        own = mine;
        mine.put(in.slice(in.readIndex(), left, owner.scratch()));
      }
      in.clear();
    }
  }

  private void stopReading() {
    reading = false;
    updateInterest();
  }

  private void updateInterest() {
    channel.interest((reading ? Pollable.READ : 0) | (writing ? Pollable.WRITE : 0));
  }

  private void queueInput() {
    if (!inputQueued) {
      inputQueued = true;
      owner.queueInput(this);
    }
  }

  /** Runs requests that were read in an earlier turn. */
  void continueInput() {
    inputQueued = false;
    Buffer in = own;
    if (open && in != null) {
      try {
        process(in);
      } catch (RuntimeException | OutOfMemoryError e) {
        failed(e);
      }
    }
  }

  /** Sends what the queue of outputs was told of. */
  void send(Sender sender) {
    outputQueued = false;
    if (open) {
      try {
        if (writing && !writable) {
          tellPending();
        } else {
          writable = false;
          flush(sender);
        }
      } catch (RuntimeException | OutOfMemoryError e) {
        failed(e);
      }
    }
  }

  private void flush(Sender sender) {
    ReplyBuffer out = client.output();
    boolean full;
    try {
      full = sender.send(channel, out);
    } catch (IOException e) {
      owner.verbose("Error writing to client: ", e.getMessage());
      close();
      return;
    }
    boolean more = !out.isEmpty();
    if (full) {
      tellPending();
    } else if (!more) {
      pendingTold = 0;
    }
    owner.registry().memory().update(client);
    if (more != writing) {
      writing = more;
      updateInterest();
    }
    if (!more && client.has(ClientFlag.CLOSE_AFTER_REPLY)) {
      close();
    }
  }

  /** Tells of replies that the client does not read, first and whenever they have doubled. */
  private void tellPending() {
    long held = client.output().held();
    if (pendingTold == 0 || held >= 2 * pendingTold) {
      pendingTold = held;
      owner.handler().outputPending(client);
    }
  }

  /** Periodic care: idle for too long, output for too long above its limit, buffer too large. */
  void cron(long nowMillis, int timeoutSeconds) {
    if (timeoutSeconds > 0
        && !client.has(NO_TIMEOUT)
        && nowMillis / 1000 - client.lastInteractionMillis() / 1000 > timeoutSeconds) {
      owner.verbose("Closing idle client ", client);
      close();
      return;
    }
    if (client.has(ClientFlag.CLOSE_AFTER_REPLY) && client.output().isEmpty()) {
      close();
      return;
    }
    client.checkOutputLimits();
    client.resizeReplyBuffer(nowMillis);
    Buffer in = own;
    if (in != null) {
      boolean idle = nowMillis - client.lastInteractionMillis() > IDLE_MILLIS;
      if (idle && in.readable() == 0) {
        in.close();
        own = null;
      } else if (in.capacity() > WORTH_SHRINKING && (idle || in.capacity() / 2 > peak)) {
        in.shrink(Math.max(idle ? 0 : peak, READ_SIZE));
      }
      peak = in.readable();
    }
    owner.registry().memory().update(client);
  }

  /** Ends the connection; what is pending is dropped. Not to be called while a request runs. */
  void close() {
    if (!open) {
      return;
    }
    open = false;
    try {
      owner.handler().disconnected(client);
    } catch (RuntimeException | OutOfMemoryError e) {
      owner.warn("Closing client: internal error: " + e);
    }
    owner.registry().disconnect(client);
    channel.close();
    Buffer in = own;
    if (in != null) {
      in.close();
      own = null;
    }
    owner.closed(this);
  }

  /** Stops to read; waits for room only when something is pending. Returns whether that is so. */
  boolean drain() {
    if (open) {
      stopReading();
    }
    return open && !client.output().isEmpty();
  }

  @Override
  public String address() {
    return channel.remoteAddress();
  }

  @Override
  public String localAddress() {
    return channel.localAddress();
  }

  @Override
  public int fd() {
    return channel.fd();
  }

  @Override
  public boolean isUnixSocket() {
    return channel.isUnix();
  }

  @Override
  public int queryBufferUsed() {
    Buffer in = own;
    return in == null ? 0 : in.readable();
  }

  @Override
  public int queryBufferFree() {
    Buffer in = own;
    return in == null ? 0 : in.capacity() - in.readable();
  }

  @Override
  public boolean isReading() {
    return reading;
  }

  @Override
  public boolean isWriting() {
    return writing;
  }

  @Override
  public void outputPending() {
    if (!outputQueued && open) {
      outputQueued = true;
      owner.queueOutput(this);
    }
  }

  @Override
  public void resumeInput() {
    if (open && own != null) {
      queueInput();
    }
  }

  @Override
  public void closeAsap() {
    owner.queueClose(this);
  }
}
