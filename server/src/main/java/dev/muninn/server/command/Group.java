package dev.muninn.server.command;

/** Group of a command, as COMMAND DOCS tells it. */
public enum Group {
  GENERIC("generic"),
  STRING("string"),
  LIST("list"),
  SET("set"),
  SORTED_SET("sorted-set"),
  HASH("hash"),
  PUBSUB("pubsub"),
  TRANSACTIONS("transactions"),
  CONNECTION("connection"),
  SERVER("server"),
  SCRIPTING("scripting"),
  HYPERLOGLOG("hyperloglog"),
  CLUSTER("cluster"),
  GEO("geo"),
  STREAM("stream"),
  BITMAP("bitmap"),
  MODULE("module");

  private final String text;

  Group(String text) {
    this.text = text;
  }

  /** The name in replies. */
  public String text() {
    return text;
  }
}
