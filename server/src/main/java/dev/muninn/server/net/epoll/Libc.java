package dev.muninn.server.net.epoll;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The C library's socket and epoll functions. Each returns what C returns, or {@code -errno} in
 * place of -1; addresses are native. One instance per thread: it owns the memory that errno is
 * captured in.
 *
 * <p>Ordinary downcalls: all of them enter the kernel, so the thread must not hold up a safepoint.
 */
@SuppressWarnings("restricted") // downcalls are the purpose of this class
final class Libc {
  static final int EINTR = 4;
  static final int EAGAIN = 11;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_VALUE =
      CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  /**
   * Six registers and a long for every function: what one does not read is harmless, and a shape
   * takes 10 to 20 ms to link, once for all that have it. An int result is the low half.
   */
  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(
          JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private static final MethodHandle EPOLL_CREATE1 = link("epoll_create1");
  private static final MethodHandle EPOLL_CTL = link("epoll_ctl");
  private static final MethodHandle EPOLL_WAIT = link("epoll_wait");
  private static final MethodHandle EVENTFD = link("eventfd");
  private static final MethodHandle SOCKET = link("socket");
  private static final MethodHandle BIND = link("bind");
  private static final MethodHandle LISTEN = link("listen");
  private static final MethodHandle ACCEPT4 = link("accept4");
  private static final MethodHandle SETSOCKOPT = link("setsockopt");
  private static final MethodHandle GETSOCKNAME = link("getsockname");
  private static final MethodHandle RECV = link("recv");
  private static final MethodHandle SEND = link("send");
  private static final MethodHandle SENDMSG = link("sendmsg");
  private static final MethodHandle READ = link("read");
  private static final MethodHandle WRITE = link("write");
  private static final MethodHandle CLOSE = link("close");
  private static final MethodHandle STRERROR = link("strerror");

  /** An automatic arena: no one has to close it and a downcall need not pin it. */
  private final MemorySegment state = Arena.ofAuto().allocate(CAPTURE);

  private static MethodHandle link(String name) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), SHAPE, ERRNO);
  }

  private static long call(
      MethodHandle function, MemorySegment state, long a0, long a1, long a2, long a3, long a4) {
    try {
      return (long) function.invokeExact(state, a0, a1, a2, a3, a4, 0L);
    } catch (Throwable e) {
      throw new AssertionError("downcall: " + e.getMessage(), e);
    }
  }

  private int errno() {
    return (int) ERRNO_VALUE.get(state, 0L);
  }

  private int result(int r) {
    return r == -1 ? -errno() : r;
  }

  private long result(long r) {
    return r == -1 ? -errno() : r;
  }

  int epollCreate(int flags) {
    return result((int) call(EPOLL_CREATE1, state, flags, 0, 0, 0, 0));
  }

  int epollCtl(int epoll, int operation, int fd, long event) {
    return result((int) call(EPOLL_CTL, state, epoll, operation, fd, event, 0));
  }

  int epollWait(int epoll, long events, int max, int timeoutMillis) {
    return result((int) call(EPOLL_WAIT, state, epoll, events, max, timeoutMillis, 0));
  }

  int eventfd(int initial, int flags) {
    return result((int) call(EVENTFD, state, initial, flags, 0, 0, 0));
  }

  int socket(int family, int type, int protocol) {
    return result((int) call(SOCKET, state, family, type, protocol, 0, 0));
  }

  int bind(int fd, long address, int size) {
    return result((int) call(BIND, state, fd, address, size, 0, 0));
  }

  int listen(int fd, int backlog) {
    return result((int) call(LISTEN, state, fd, backlog, 0, 0, 0));
  }

  int accept4(int fd, long address, long size, int flags) {
    return result((int) call(ACCEPT4, state, fd, address, size, flags, 0));
  }

  int setsockopt(int fd, int level, int name, long value, int size) {
    return result((int) call(SETSOCKOPT, state, fd, level, name, value, size));
  }

  int getsockname(int fd, long address, long size) {
    return result((int) call(GETSOCKNAME, state, fd, address, size, 0, 0));
  }

  long recv(int fd, long address, long size) {
    return result(call(RECV, state, fd, address, size, 0, 0));
  }

  long send(int fd, long address, long size, int flags) {
    return result(call(SEND, state, fd, address, size, flags, 0));
  }

  long sendmsg(int fd, long message, int flags) {
    return result(call(SENDMSG, state, fd, message, flags, 0, 0));
  }

  long read(int fd, long address, long size) {
    return result(call(READ, state, fd, address, size, 0, 0));
  }

  long write(int fd, long address, long size) {
    return result(call(WRITE, state, fd, address, size, 0, 0));
  }

  int close(int fd) {
    return result((int) call(CLOSE, state, fd, 0, 0, 0, 0));
  }

  /** The C library's text for an error number. */
  static String strerror(int errno) {
    long text = call(STRERROR, Arena.ofAuto().allocate(CAPTURE), errno, 0, 0, 0, 0);
    return MemorySegment.ofAddress(text).reinterpret(256).getString(0);
  }
}
