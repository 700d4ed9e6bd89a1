package dev.muninn.server.client;

/** A connection that only counts what is asked of it. */
public final class FakeLink implements ClientLink {
  private final int port;
  int pendings;
  int closes;
  int resumed;

  /** A connection from a port of the loopback interface. */
  public FakeLink(int port) {
    this.port = port;
  }

  /** How often the client asked to be closed. */
  public int closes() {
    return closes;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public String localAddress() {
    return "127.0.0.1:6379";
  }

  @Override
  public int fd() {
    return 8;
  }

  @Override
  public boolean isUnixSocket() {
    return false;
  }

  @Override
  public int queryBufferUsed() {
    return 26;
  }

  @Override
  public int queryBufferFree() {
    return 20448;
  }

  @Override
  public boolean isReading() {
    return true;
  }

  @Override
  public boolean isWriting() {
    return false;
  }

  @Override
  public void outputPending() {
    pendings++;
  }

  @Override
  public void resumeInput() {
    resumed++;
  }

  @Override
  public void closeAsap() {
    closes++;
  }
}
