package dev.muninn.server.net;

/** Settings that a test changes while the loop runs. */
final class TestSettings implements NetSettings {
  volatile int maxClients = 20_000;
  volatile int timeoutSeconds;
  volatile int hz = 10;
  volatile boolean protectedMode = true;

  @Override
  public int maxClients() {
    return maxClients;
  }

  @Override
  public int timeoutSeconds() {
    return timeoutSeconds;
  }

  @Override
  public int tcpKeepAliveSeconds() {
    return 300;
  }

  @Override
  public int tcpBacklog() {
    return 511;
  }

  @Override
  public int maxNewConnectionsPerCycle() {
    return 10;
  }

  @Override
  public int hz() {
    return hz;
  }

  @Override
  public boolean protectedMode() {
    return protectedMode;
  }
}
