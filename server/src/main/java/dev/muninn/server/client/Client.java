package dev.muninn.server.client;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.resp.Args;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.ReplyBuffer;
import dev.muninn.server.resp.ReplyPool;
import dev.muninn.server.resp.RequestParser;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One connected client: who it is, what it has asked for, how it wants to be answered. Made by
 * {@link ClientRegistry#connect}; used on the main thread only.
 */
public final class Client implements Actor {
  /** The one user there is before any other is made. */
  public static final String DEFAULT_USER = "default";

  private final long id;
  private final ClientRegistry registry;
  private final ClientLink link;
  private final RequestParser parser;
  private Args args = new Args();
  private final ReplyBuffer output;
  private final Reply reply;
  private final ClientCounts counts = new ClientCounts();
  private final Armed armed = new Armed();
  private final long createdMillis;
  private final String address;
  private final String localAddress;

  private int flags;
  private int db;
  private boolean authenticated;
  private String user = DEFAULT_USER;
  private String name = "";

  /** Made when an event first wants it: one per client, not one per command. */
  private byte @Nullable [] addressUtf8;

  private byte @Nullable [] nameUtf8;
  private String libName = "";
  private String libVersion = "";
  private String lastCommand = "NULL";
  private boolean canRedirect;
  private long lastInteractionMillis;
  private long receivedBytes;
  private long commandCount;
  private long overSoftSinceMillis;
  private final ClientMemory.Place memoryPlace = new ClientMemory.Place();
  private int replyBufferSize = ReplyPool.CHUNK;
  private int replyBufferPeak;
  private long peakSinceMillis;

  Client(long id, ClientRegistry registry, ClientLink link, long nowMillis) {
    this.id = id;
    this.registry = registry;
    this.link = link;
    this.parser = new RequestParser(registry.requestLimits());
    this.output =
        new ReplyBuffer(
            registry.replyPool(),
            new ReplyBuffer.Listener() {
              @Override
              public void pending() {
                Client.this.link.outputPending();
                registry.memory().update(Client.this);
              }

              @Override
              public void grown(long bytes) {
                checkOutputLimits();
                registry.memory().update(Client.this);
              }
            });
    this.reply = new Reply(output, registry.errorListener());
    this.createdMillis = nowMillis;
    this.lastInteractionMillis = nowMillis;
    this.peakSinceMillis = nowMillis;
    this.address = link.address();
    this.localAddress = link.localAddress();
    this.flags = link.isUnixSocket() ? ClientFlag.UNIX_SOCKET : 0;
    this.authenticated = !registry.passwordRequired();
    armed.set(GatePlace.AUTHENTICATION, !authenticated);
  }

  @Override
  public Client client() {
    return this;
  }

  /** The gates that are to be asked of this client's requests. */
  public Armed armed() {
    return armed;
  }

  /** The number of this client, never used again by the server. */
  public long id() {
    return id;
  }

  /** The connection. */
  public ClientLink link() {
    return link;
  }

  /** The arguments of the present request. */
  public Args args() {
    return args;
  }

  /**
   * Puts other arguments in the place of the present ones, for a connection that parses several
   * requests before it runs them.
   *
   * @return the present ones, which the caller has now
   */
  public Args exchangeArgs(Args others) {
    Args mine = args;
    args = others;
    return mine;
  }

  /** Where commands write their replies. */
  public Reply reply() {
    return reply;
  }

  /** What is pending to be sent. */
  public ReplyBuffer output() {
    return output;
  }

  /** What command families count for this client. */
  public ClientCounts counts() {
    return counts;
  }

  /** Parses at most one request of the query buffer into {@link #args}. */
  public RequestParser.Result parse(Buffer in) {
    return parser.parse(in, args, authRequired());
  }

  /** The state of parsing: its error, and how much is missing. */
  public RequestParser parser() {
    return parser;
  }

  /** The peer, {@code ip:port} or {@code path:0}. */
  public String address() {
    return address;
  }

  /** {@link #address} in UTF-8; not to be changed. */
  public byte[] addressUtf8() {
    if (addressUtf8 == null) {
      addressUtf8 = address.getBytes(StandardCharsets.UTF_8);
    }
    return addressUtf8;
  }

  /** The own end of the connection. */
  public String localAddress() {
    return localAddress;
  }

  /** Whether the peer is on this machine: it came by a Unix socket or from a loopback address. */
  public boolean isLocal() {
    return has(ClientFlag.UNIX_SOCKET)
        || address.startsWith("127.")
        || address.startsWith("[::1]:");
  }

  /** All flags, bits of {@link ClientFlag}. */
  public int flags() {
    return flags;
  }

  /** Whether any of the flags given is set. */
  public boolean has(int any) {
    return (flags & any) != 0;
  }

  /** Sets flags. */
  public void set(int bits) {
    flags |= bits;
    if ((bits & ClientFlag.MUTED) != 0) {
      reply.mute(true);
    }
  }

  /** Clears flags. */
  public void clear(int bits) {
    flags &= ~bits;
    if ((bits & ClientFlag.MUTED) != 0) {
      reply.mute((flags & ClientFlag.MUTED) != 0);
    }
  }

  /** The class that limits go by. */
  public ClientType type() {
    if (has(ClientFlag.PRIMARY)) {
      return ClientType.PRIMARY;
    }
    if (has(ClientFlag.REPLICA) && !has(ClientFlag.MONITOR)) {
      return ClientType.REPLICA;
    }
    return has(ClientFlag.PUBSUB) ? ClientType.PUBSUB : ClientType.NORMAL;
  }

  @Override
  public int db() {
    return db;
  }

  @Override
  public void db(int index) {
    db = index;
  }

  @Override
  public String user() {
    return user;
  }

  /** Whether a password is required and has not been given. */
  public boolean authRequired() {
    return !authenticated && registry.passwordRequired();
  }

  /** Whether the client has authenticated or did not have to when it connected. */
  public boolean isAuthenticated() {
    return authenticated;
  }

  /** The client has proved to be {@code user}. */
  public void authenticated(String user) {
    this.user = user;
    this.authenticated = true;
    armed.set(GatePlace.AUTHENTICATION, false);
  }

  /** The name given by CLIENT SETNAME, empty when none. */
  public String name() {
    return name;
  }

  /** Sets the name; see {@link #isValidAttribute}. */
  public void name(String name) {
    this.name = name;
    nameUtf8 = null;
  }

  /** {@link #name()} in UTF-8; not to be changed. */
  public byte[] nameUtf8() {
    if (nameUtf8 == null) {
      nameUtf8 = name.getBytes(StandardCharsets.UTF_8);
    }
    return nameUtf8;
  }

  /** The client library's name, empty when unknown. */
  public String libName() {
    return libName;
  }

  /** Sets the client library's name. */
  public void libName(String name) {
    libName = name;
  }

  /** The client library's version, empty when unknown. */
  public String libVersion() {
    return libVersion;
  }

  /** Sets the client library's version. */
  public void libVersion(String version) {
    libVersion = version;
  }

  /** Whether the client has said that it follows redirections (CLIENT CAPA redirect). */
  public boolean canRedirect() {
    return canRedirect;
  }

  /** The client follows redirections. */
  public void allowRedirect() {
    canRedirect = true;
  }

  /** Full name of the last command run, {@code NULL} before the first. */
  public String lastCommand() {
    return lastCommand;
  }

  /** Wall clock at which the client connected, in ms. */
  public long createdMillis() {
    return createdMillis;
  }

  /** Wall clock of the last bytes received, in ms. */
  public long lastInteractionMillis() {
    return lastInteractionMillis;
  }

  /** Bytes received. */
  public long receivedBytes() {
    return receivedBytes;
  }

  /** Bytes sent. */
  public long sentBytes() {
    return output.drained();
  }

  /** Commands run. */
  public long commandCount() {
    return commandCount;
  }

  /** Bytes have arrived. */
  public void received(long bytes, long nowMillis) {
    receivedBytes += bytes;
    lastInteractionMillis = nowMillis;
  }

  /** A command is about to run; its full name is that with the container before a bar. */
  public void running(String fullName) {
    lastCommand = fullName;
  }

  /** A command has run: forgets its arguments, and one skipped reply is over. */
  public void commandDone() {
    commandCount++;
    args.clear();
    if (output.held() > ReplyPool.CHUNK) {
      boolean ignored = checkOutputLimits(); // one large chunk does not tell when it has grown
    }
    if ((flags & (ClientFlag.REPLY_SKIP | ClientFlag.REPLY_SKIP_NEXT)) != 0) {
      boolean next = has(ClientFlag.REPLY_SKIP_NEXT);
      clear(ClientFlag.REPLY_SKIP | ClientFlag.REPLY_SKIP_NEXT);
      if (next) {
        set(ClientFlag.REPLY_SKIP);
      }
    }
  }

  /** The connection ends when what is pending now is sent; replies after this are dropped. */
  public void closeAfterReply() {
    set(ClientFlag.CLOSE_AFTER_REPLY);
  }

  /** The connection ends soon, without what is pending. */
  public void closeAsap() {
    if (!has(ClientFlag.CLOSE_ASAP)) {
      set(ClientFlag.CLOSE_ASAP);
      link.closeAsap();
    }
  }

  /** Puts the connection's state back to a new one's, as RESET does, library names excepted. */
  public void reset() {
    db = 0;
    reply.protocol(2);
    user = DEFAULT_USER;
    authenticated = !registry.passwordRequired();
    armed.set(GatePlace.AUTHENTICATION, !authenticated);
    name = "";
    clear(
        ClientFlag.MONITOR
            | ClientFlag.REPLICA
            | ClientFlag.READONLY
            | ClientFlag.REPLY_OFF
            | ClientFlag.REPLY_SKIP_NEXT
            | ClientFlag.NO_TOUCH
            | ClientFlag.NO_EVICT);
  }

  /** Bytes that count for the output limits: what is pending, and memory held beyond that. */
  private long limitedOutput() {
    return output.isEmpty() ? 0 : outputMemory() + output.chunk(0).readable();
  }

  /** Memory of what is pending beyond the first chunk, in bytes. */
  public long outputMemory() {
    return output.isEmpty() ? 0 : output.held() - output.chunk(0).capacity();
  }

  /**
   * Closes the client when more is pending than its type may have: at once beyond the hard limit,
   * beyond the soft one when it has been so for too long. Called as output grows, and by cron.
   *
   * @return whether it is being closed
   */
  public boolean checkOutputLimits() {
    OutputLimits limits = registry.outputLimits();
    ClientType type = type();
    long bytes = limitedOutput();
    boolean over = limits.beyondHard(type, bytes);
    if (!limits.beyondSoft(type, bytes)) {
      overSoftSinceMillis = 0;
    } else if (overSoftSinceMillis == 0) {
      overSoftSinceMillis = registry.nowMillis();
    } else {
      over |= registry.nowMillis() - overSoftSinceMillis > limits.softMillis(type);
    }
    if (over && !has(ClientFlag.CLOSE_ASAP)) {
      registry.listener().outputLimitExceeded(this);
      closeAsap();
    }
    return over;
  }

  /** Size of the reply buffer that the client needs, bytes; see {@link ReplyBufferSizing}. */
  public int replyBufferSize() {
    return replyBufferSize;
  }

  /** Most bytes of the reply buffer that were in use since the peak was last forgotten. */
  public int replyBufferPeak() {
    return Math.max(replyBufferPeak, Math.min(output.peak(), replyBufferSize));
  }

  /** Fits the reply buffer's size to the replies; called by cron. */
  public void resizeReplyBuffer(long nowMillis) {
    ReplyBufferSizing sizing = registry.replyBuffers();
    replyBufferPeak = replyBufferPeak();
    output.resetPeak();
    int size = sizing.next(replyBufferSize, replyBufferPeak);
    if (size != replyBufferSize) {
      registry.listener().replyBufferResized(size > replyBufferSize);
      replyBufferSize = size;
    }
    if (sizing.forgets(nowMillis - peakSinceMillis)) {
      peakSinceMillis = nowMillis;
      replyBufferPeak = 0;
    }
  }

  ClientMemory.Place memoryPlace() {
    return memoryPlace;
  }

  /** Rough size of a client's objects on the heap, in bytes. */
  private static final long OBJECTS = 1024;

  /**
   * Memory that is held for the client, bytes: its objects, query buffer, arguments, queued
   * commands, watched keys, subscriptions, and what is pending for it.
   */
  public long memoryUsage() {
    return OBJECTS
        + name.length()
        + libName.length()
        + libVersion.length()
        + args.tableBytes()
        + storeMemory();
  }

  /** The part of {@link #memoryUsage} that is store memory, off the Java heap; bytes. */
  public long storeMemory() {
    return (long) link.queryBufferUsed()
        + link.queryBufferFree()
        + counts.waitingBytes
        + counts.queuedBytes
        + counts.watchedBytes
        + counts.subscribedBytes
        + output.held();
  }

  /** Longest name, library name or library version of a client, in bytes. */
  public static final int MAX_ATTRIBUTE = 1024;

  /** Whether a text may be shown in CLIENT LIST: visible ASCII only. */
  public static boolean isValidAttribute(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '!' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return ClientInfo.logLine(this, registry.nowMillis(), registry.hidesUserData());
  }
}
