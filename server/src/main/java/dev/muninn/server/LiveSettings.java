package dev.muninn.server;

import dev.muninn.server.config.Config;
import dev.muninn.server.net.NetSettings;

/** The directives that connections obey, as they are now. */
record LiveSettings(Config config) implements NetSettings {
  @Override
  public int maxClients() {
    return config.maxclients;
  }

  @Override
  public int timeoutSeconds() {
    return config.timeout;
  }

  @Override
  public int tcpKeepAliveSeconds() {
    return config.tcpKeepalive;
  }

  @Override
  public int tcpBacklog() {
    return config.tcpBacklog;
  }

  @Override
  public int maxNewConnectionsPerCycle() {
    return config.maxNewConnectionsPerCycle;
  }

  @Override
  public int hz() {
    return config.hz;
  }

  @Override
  public boolean protectedMode() {
    return config.protectedMode;
  }
}
