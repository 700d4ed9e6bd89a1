package dev.muninn.server.net.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.net.transport.AddressUnavailableException;
import dev.muninn.server.net.transport.Channel;
import dev.muninn.server.net.transport.Listener;
import dev.muninn.server.net.transport.Pollable;
import dev.muninn.server.net.transport.ReadyHandler;
import dev.muninn.server.net.transport.Transport;
import dev.muninn.server.net.transport.UnixSocketFiles;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Transport on epoll, level-triggered; woken up by an eventfd. 64-bit Linux only. */
public final class EpollTransport implements Transport {
  static final int SOL_SOCKET = 1;
  static final int SO_KEEPALIVE = 9;
  static final int IPPROTO_TCP = 6;
  static final int TCP_KEEPIDLE = 4;
  static final int TCP_KEEPINTVL = 5;
  static final int TCP_KEEPCNT = 6;

  private static final int SO_REUSEADDR = 2;
  private static final int TCP_NODELAY = 1;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_V6ONLY = 26;
  private static final int SOCK_STREAM_NONBLOCK_CLOEXEC = 1 | 0x800 | 0x80000;
  private static final int CLOEXEC = 0x80000;
  private static final int EFD_CLOEXEC_NONBLOCK = 0x80000 | 0x800;
  private static final int EPOLL_CTL_ADD = 1;
  private static final int EPOLL_CTL_MOD = 3;
  private static final int EPOLLIN = 1;
  private static final int EPOLLOUT = 4;
  private static final int EPOLLERR_HUP = 8 | 16;

  private static final int EAFNOSUPPORT = 97;
  private static final int EADDRNOTAVAIL = 99;
  private static final int MAX_EVENTS = 1024;

  /** struct epoll_event is packed on x86-64 only: {events u32, data u64}. */
  private static final boolean PACKED =
      System.getProperty("os.arch", "").equals("amd64")
          || System.getProperty("os.arch", "").equals("x86_64");

  private static final int EVENT_SIZE = PACKED ? 12 : 16;
  private static final int EVENT_DATA = PACKED ? 4 : 8;

  /** struct msghdr: iov pointer at 16, iov count at 24. */
  private static final int MESSAGE_SIZE = 56;

  private static final int MESSAGE_IOV = 16;
  private static final int MESSAGE_IOVLEN = 24;
  private static final int IOV_SIZE = 16;

  private final Libc libc = new Libc();
  private final SocketAddresses addresses = new SocketAddresses();
  private final MemorySegment events = Arena.ofAuto().allocate((long) MAX_EVENTS * EVENT_SIZE, 8);
  private final MemorySegment scratch = Arena.ofAuto().allocate(16, 8);
  private final MemorySegment message =
      Arena.ofAuto().allocate(MESSAGE_SIZE + (long) Channel.MAX_GATHER * IOV_SIZE, 8);
  private final int epoll;

  /** Used by other threads too, with its own errno; guarded by itself. */
  private final Libc wakeupLibc = new Libc();

  private final MemorySegment wakeupValue = Arena.ofAuto().allocate(8, 8);
  private int eventfd = -1;

  private @Nullable EpollPollable[] byFd = new @Nullable EpollPollable[64];
  private final @Nullable EpollPollable[] ready = new @Nullable EpollPollable[MAX_EVENTS];
  private final int[] readyOps = new int[MAX_EVENTS];

  /**
   * Opens an epoll set.
   *
   * @throws IOException there are no file descriptors left
   */
  public EpollTransport() throws IOException {
    epoll = libc.epollCreate(CLOEXEC);
    if (epoll < 0) {
      throw failed("epoll_create1", epoll);
    }
    eventfd = libc.eventfd(0, EFD_CLOEXEC_NONBLOCK);
    if (eventfd < 0) {
      libc.close(epoll);
      throw failed("eventfd", eventfd);
    }
    message.fill((byte) 0);
    message.set(JAVA_LONG_UNALIGNED, MESSAGE_IOV, message.address() + MESSAGE_SIZE);
    wakeupValue.set(JAVA_LONG_UNALIGNED, 0, 1);
    control(EPOLL_CTL_ADD, eventfd, EPOLLIN);
  }

  @Override
  public String name() {
    return "epoll";
  }

  Libc libc() {
    return libc;
  }

  SocketAddresses addresses() {
    return addresses;
  }

  static IOException failed(String call, long negativeErrno) {
    return new IOException(call + ": " + Libc.strerror((int) -negativeErrno));
  }

  @Override
  public Listener listen(InetAddress address, int port, int backlog, ReadyHandler handler)
      throws IOException {
    boolean six = address instanceof Inet6Address;
    int fd =
        libc.socket(
            six ? SocketAddresses.AF_INET6 : SocketAddresses.AF_INET,
            SOCK_STREAM_NONBLOCK_CLOEXEC,
            0);
    if (fd == -EAFNOSUPPORT) {
      throw new AddressUnavailableException("socket: " + Libc.strerror(-fd), true);
    }
    checked("socket", fd);
    try {
      if (six) {
        option(fd, IPPROTO_IPV6, IPV6_V6ONLY, 1);
      }
      option(fd, SOL_SOCKET, SO_REUSEADDR, 1);
      option(fd, IPPROTO_TCP, TCP_NODELAY, 1); // accepted sockets inherit it
      return start(fd, addresses.set(address, port), backlog, null, 0, handler);
    } catch (IOException | RuntimeException e) {
      libc.close(fd);
      throw e;
    }
  }

  @Override
  public boolean dualStack() {
    return false;
  }

  @Override
  public Listener listenUnix(Path path, int permissions, int backlog, ReadyHandler handler)
      throws IOException {
    int size = addresses.set(path);
    UnixSocketFiles.removeSocket(path);
    int fd =
        checked("socket", libc.socket(SocketAddresses.AF_UNIX, SOCK_STREAM_NONBLOCK_CLOEXEC, 0));
    try {
      return start(fd, size, backlog, path, permissions, handler);
    } catch (IOException | RuntimeException e) {
      libc.close(fd);
      throw e;
    }
  }

  private EpollListener start(
      int fd,
      int addressSize,
      int backlog,
      @Nullable Path path,
      int permissions,
      ReadyHandler handler)
      throws IOException {
    int bound = libc.bind(fd, addresses.address(), addressSize);
    if (bound == -EADDRNOTAVAIL) {
      throw new AddressUnavailableException("bind: " + Libc.strerror(-bound), false);
    }
    checked("bind", bound);
    if (path != null) {
      UnixSocketFiles.setPermissions(path, permissions);
    }
    checked("listen", libc.listen(fd, backlog));
    EpollListener listener = new EpollListener(this, fd, path);
    listener.register(handler);
    return listener;
  }

  void option(int fd, int level, int name, int value) throws IOException {
    scratch.set(JAVA_INT_UNALIGNED, 0, value);
    checked("setsockopt", libc.setsockopt(fd, level, name, scratch.address(), 4));
  }

  private static int checked(String call, int result) throws IOException {
    if (result < 0) {
      throw failed(call, result);
    }
    return result;
  }

  void add(EpollPollable pollable, int ops) throws IOException {
    int fd = pollable.fd;
    if (fd >= byFd.length) {
      byFd = Arrays.copyOf(byFd, Math.max(fd + 1, 2 * byFd.length));
    }
    control(EPOLL_CTL_ADD, fd, epollEvents(ops));
    byFd[fd] = pollable;
  }

  void modify(EpollPollable pollable, int ops) {
    try {
      control(EPOLL_CTL_MOD, pollable.fd, epollEvents(ops));
    } catch (IOException e) {
      throw new IllegalStateException("epoll_ctl: fd=" + pollable.fd, e);
    }
  }

  private void control(int operation, int fd, int mask) throws IOException {
    scratch.set(JAVA_INT_UNALIGNED, 0, mask);
    scratch.set(JAVA_LONG_UNALIGNED, EVENT_DATA, fd);
    checked("epoll_ctl", libc.epollCtl(epoll, operation, fd, scratch.address()));
  }

  private static int epollEvents(int ops) {
    return ((ops & Pollable.READ) != 0 ? EPOLLIN : 0)
        | ((ops & Pollable.WRITE) != 0 ? EPOLLOUT : 0);
  }

  /** Closing a descriptor takes it out of the epoll set. */
  void closed(EpollPollable pollable) {
    int fd = pollable.fd;
    if (fd < byFd.length && byFd[fd] == pollable) {
      byFd[fd] = null;
    }
    libc.close(fd);
  }

  /** Fills the message header for a gathering write; returns its native address. */
  long message(Buffer[] from, int count) {
    for (int i = 0; i < count; i++) {
      long iov = MESSAGE_SIZE + (long) i * IOV_SIZE;
      message.set(JAVA_LONG_UNALIGNED, iov, from[i].nativeReadAddress());
      message.set(JAVA_LONG_UNALIGNED, iov + 8, from[i].readable());
    }
    message.set(JAVA_LONG_UNALIGNED, MESSAGE_IOVLEN, count);
    return message.address();
  }

  @Override
  public int poll(int timeoutMillis) throws IOException {
    int n = libc.epollWait(epoll, events.address(), MAX_EVENTS, timeoutMillis);
    if (n < 0) {
      if (n == -Libc.EINTR) {
        return 0;
      }
      throw failed("epoll_wait", n);
    }
    int count = 0;
    for (int i = 0; i < n; i++) {
      long event = (long) i * EVENT_SIZE;
      int mask = events.get(JAVA_INT_UNALIGNED, event);
      int fd = (int) events.get(JAVA_LONG_UNALIGNED, event + EVENT_DATA);
      if (fd == eventfd) {
        libc.read(fd, scratch.address(), 8);
        continue;
      }
      EpollPollable pollable = byFd[fd];
      if (pollable != null) {
        ready[count] = pollable;
        readyOps[count] =
            (mask & EPOLLERR_HUP) != 0
                ? Pollable.READ | Pollable.WRITE
                : (mask & EPOLLIN) | ((mask & EPOLLOUT) != 0 ? Pollable.WRITE : 0);
        count++;
      }
    }
    return count;
  }

  @Override
  public Pollable ready(int index) {
    Pollable pollable = Objects.requireNonNull(ready[index]);
    ready[index] = null; // a closed connection is not kept alive by the list
    return pollable;
  }

  @Override
  public int readyOps(int index) {
    return readyOps[index];
  }

  @Override
  public void wakeup() {
    synchronized (wakeupLibc) {
      if (eventfd >= 0) {
        wakeupLibc.write(eventfd, wakeupValue.address(), 8);
      }
    }
  }

  @Override
  public void close() {
    for (EpollPollable pollable : byFd) {
      if (pollable != null) {
        pollable.close();
      }
    }
    synchronized (wakeupLibc) {
      if (eventfd >= 0) {
        libc.close(eventfd);
        libc.close(epoll);
        eventfd = -1;
      }
    }
  }
}
