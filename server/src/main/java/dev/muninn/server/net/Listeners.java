package dev.muninn.server.net;

import dev.muninn.server.net.transport.AddressUnavailableException;
import dev.muninn.server.net.transport.Channel;
import dev.muninn.server.net.transport.Listener;
import dev.muninn.server.net.transport.Pollable;
import dev.muninn.server.net.transport.ReadyHandler;
import dev.muninn.server.net.transport.Transport;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The listening sockets of one loop; they can be replaced while it runs. */
final class Listeners {
  private final Transport transport;
  private final NetSettings settings;
  private final Connections connections;
  private final ArrayList<Acceptor> tcp = new ArrayList<>();
  private List<String> boundTo = List.of();
  private int boundPort;
  private @Nullable Acceptor unix;

  Listeners(Transport transport, NetSettings settings, Connections connections) {
    this.transport = transport;
    this.settings = settings;
    this.connections = connections;
  }

  /** The TCP port, or 0 when none is listened on. */
  int port() {
    return tcp.isEmpty() ? 0 : boundPort;
  }

  /**
   * Listens on these addresses in place of the present ones. When that fails the present ones stay.
   *
   * @param addresses as in the directive {@code bind}; none: no TCP
   * @param port 0 for any free one, the same for all addresses
   */
  void bindTcp(List<String> addresses, int port) throws IOException {
    List<String> previous = boundTo;
    int previousPort = boundPort;
    closeTcp();
    try {
      openTcp(addresses, port);
    } catch (IOException e) {
      closeTcp();
      if (!previous.isEmpty()) {
        openTcp(previous, previousPort);
      }
      throw e;
    }
  }

  private void openTcp(List<String> addresses, int port) throws IOException {
    boundTo = List.copyOf(addresses);
    boundPort = port;
    // Where the IPv6 wildcard takes IPv4 too it comes first, and IPv4's is then not needed.
    ArrayList<String> order = new ArrayList<>(addresses);
    boolean both = transport.dualStack() && addresses.stream().anyMatch(Listeners::isAny6);
    if (both) {
      order.sort((a, b) -> Boolean.compare(isAny6(b), isAny6(a)));
    }
    boolean any6 = false;
    for (String address : order) {
      if (any6 && isAny4(address)) {
        continue;
      }
      any6 |= open(address) && both && isAny6(address);
    }
    if (tcp.isEmpty() && !addresses.isEmpty()) {
      throw new IOException("listen: none of the addresses is there: bind=" + addresses);
    }
  }

  /** Listens on one address; returns false when it may be left out. */
  private boolean open(String address) throws IOException {
    boolean optional = address.startsWith("-");
    String name = optional ? address.substring(1) : address;
    try {
      Acceptor acceptor = new Acceptor();
      acceptor.listener =
          transport.listen(resolve(name), boundPort, settings.tcpBacklog(), acceptor);
      boundPort = acceptor.listener.port();
      tcp.add(acceptor);
      return true;
    } catch (IOException e) {
      connections.warn(
          "Warning: Could not create server TCP listening socket "
              + name
              + ":"
              + boundPort
              + ": "
              + e.getMessage());
      if (e instanceof AddressUnavailableException a && (optional || a.familyUnsupported())) {
        return false;
      }
      throw e;
    }
  }

  private static boolean isAny6(String address) {
    return address.equals("::*")
        || address.equals("-::*")
        || address.equals("::")
        || address.equals("-::");
  }

  private static boolean isAny4(String address) {
    return address.equals("*")
        || address.equals("-*")
        || address.equals("0.0.0.0")
        || address.equals("-0.0.0.0");
  }

  private static InetAddress resolve(String name) throws IOException {
    if (isAny4(name)) {
      return Inet4Address.ofLiteral("0.0.0.0");
    }
    if (isAny6(name)) {
      return Inet6Address.ofLiteral("::");
    }
    return InetAddress.getAllByName(name)[0];
  }

  /**
   * Listens on a Unix socket in place of the present one.
   *
   * @param path null for none
   * @param permissions mode bits, 0 for what the umask leaves
   */
  void bindUnix(@Nullable Path path, int permissions) throws IOException {
    closeUnix();
    if (path != null) {
      Acceptor acceptor = new Acceptor();
      acceptor.listener = transport.listenUnix(path, permissions, settings.tcpBacklog(), acceptor);
      unix = acceptor;
    }
  }

  /** Listeners that paused for want of file descriptors try again. */
  void cron() {
    for (Acceptor acceptor : tcp) {
      acceptor.resume();
    }
    if (unix != null) {
      unix.resume();
    }
  }

  /** Closes all. */
  void close() {
    closeTcp();
    closeUnix();
  }

  private void closeTcp() {
    tcp.forEach(Acceptor::close);
    tcp.clear();
    boundTo = List.of();
    boundPort = 0;
  }

  private void closeUnix() {
    if (unix != null) {
      unix.close();
      unix = null;
    }
  }

  /** Takes the connections of one listening socket. */
  private final class Acceptor implements ReadyHandler {
    private @Nullable Listener listener;
    private boolean paused;

    @Override
    public void ready(int ops) {
      Listener l = listener;
      if (l == null) {
        return;
      }
      try {
        l.keepAlive(settings.tcpKeepAliveSeconds());
        for (int i = settings.maxNewConnectionsPerCycle(); i > 0 && l.isOpen(); i--) {
          Channel channel = l.accept();
          if (channel == null) {
            return;
          }
          connections.accepted(channel);
        }
      } catch (IOException e) {
        // As a rule the process has run out of file descriptors: the connection stays in the
        // queue, and watching it would keep the loop from ever sleeping.
        connections.warn("Accepting client connection: " + e.getMessage());
        paused = true;
        l.interest(0);
      }
    }

    void resume() {
      Listener l = listener;
      if (paused && l != null) {
        paused = false;
        l.interest(Pollable.READ);
      }
    }

    void close() {
      Listener l = listener;
      if (l != null) {
        l.close();
        listener = null;
      }
    }
  }
}
