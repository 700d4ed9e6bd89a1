package dev.muninn.server.net.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT;
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

  private static final MethodHandle EPOLL_CREATE1 = link("epoll_create1", JAVA_INT, JAVA_INT);
  private static final MethodHandle EPOLL_CTL =
      link("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle EPOLL_WAIT =
      link("epoll_wait", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
  private static final MethodHandle EVENTFD = link("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle SOCKET = link("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = link("bind", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle LISTEN = link("listen", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle ACCEPT4 =
      link("accept4", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SETSOCKOPT =
      link("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle GETSOCKNAME =
      link("getsockname", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle RECV =
      link("recv", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SEND =
      link("send", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SENDMSG =
      link("sendmsg", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle READ = link("read", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle WRITE =
      link("write", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle CLOSE = link("close", JAVA_INT, JAVA_INT);
  private static final MethodHandle STRERROR =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("strerror"),
          FunctionDescriptor.of(JAVA_LONG, JAVA_INT));

  /** An automatic arena: no one has to close it and a downcall need not pin it. */
  private final MemorySegment state = Arena.ofAuto().allocate(CAPTURE);

  private static MethodHandle link(String name, MemoryLayout result, MemoryLayout... parameters) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, parameters), ERRNO);
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

  private static AssertionError unexpected(Throwable e) {
    return new AssertionError("downcall: " + e.getMessage(), e);
  }

  int epollCreate(int flags) {
    try {
      return result((int) EPOLL_CREATE1.invokeExact(state, flags));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int epollCtl(int epoll, int operation, int fd, long event) {
    try {
      return result((int) EPOLL_CTL.invokeExact(state, epoll, operation, fd, event));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int epollWait(int epoll, long events, int max, int timeoutMillis) {
    try {
      return result((int) EPOLL_WAIT.invokeExact(state, epoll, events, max, timeoutMillis));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int eventfd(int initial, int flags) {
    try {
      return result((int) EVENTFD.invokeExact(state, initial, flags));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int socket(int family, int type, int protocol) {
    try {
      return result((int) SOCKET.invokeExact(state, family, type, protocol));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int bind(int fd, long address, int size) {
    try {
      return result((int) BIND.invokeExact(state, fd, address, size));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int listen(int fd, int backlog) {
    try {
      return result((int) LISTEN.invokeExact(state, fd, backlog));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int accept4(int fd, long address, long size, int flags) {
    try {
      return result((int) ACCEPT4.invokeExact(state, fd, address, size, flags));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int setsockopt(int fd, int level, int name, long value, int size) {
    try {
      return result((int) SETSOCKOPT.invokeExact(state, fd, level, name, value, size));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int getsockname(int fd, long address, long size) {
    try {
      return result((int) GETSOCKNAME.invokeExact(state, fd, address, size));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  long recv(int fd, long address, long size) {
    try {
      return result((long) RECV.invokeExact(state, fd, address, size, 0));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  long send(int fd, long address, long size, int flags) {
    try {
      return result((long) SEND.invokeExact(state, fd, address, size, flags));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  long sendmsg(int fd, long message, int flags) {
    try {
      return result((long) SENDMSG.invokeExact(state, fd, message, flags));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  long read(int fd, long address, long size) {
    try {
      return result((long) READ.invokeExact(state, fd, address, size));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  long write(int fd, long address, long size) {
    try {
      return result((long) WRITE.invokeExact(state, fd, address, size));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int close(int fd) {
    try {
      return result((int) CLOSE.invokeExact(state, fd));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The C library's text for an error number. */
  static String strerror(int errno) {
    try {
      long text = (long) STRERROR.invokeExact(errno);
      return MemorySegment.ofAddress(text).reinterpret(256).getString(0);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }
}
