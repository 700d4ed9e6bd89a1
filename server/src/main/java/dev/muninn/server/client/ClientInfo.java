package dev.muninn.server.client;

import dev.muninn.server.resp.ReplyBuffer;

/** The line of CLIENT LIST and CLIENT INFO: names, order and units of Valkey 8.1. */
public final class ClientInfo {
  /** What stands in the log in place of what users sent. */
  public static final String REDACTED = "*redacted*";

  private ClientInfo() {}

  /** One client's line, without a line end. */
  public static String line(Client c, long nowMillis) {
    return append(new StringBuilder(420), c, nowMillis).toString();
  }

  /** The line for the log, with names and users {@code *redacted*} if they are to be kept out. */
  static String logLine(Client c, long nowMillis, boolean hideUserData) {
    return append(new StringBuilder(420), c, nowMillis, hideUserData).toString();
  }

  /** Appends one client's line, without a line end. */
  public static StringBuilder append(StringBuilder out, Client c, long nowMillis) {
    return append(out, c, nowMillis, false);
  }

  private static StringBuilder append(
      StringBuilder out, Client c, long nowMillis, boolean hideUserData) {
    ClientLink link = c.link();
    ClientCounts counts = c.counts();
    ReplyBuffer output = c.output();
    boolean pending = !output.isEmpty();
    long argvMemory = c.args().totalLength() + counts.waitingBytes;
    long multiMemory = counts.queuedBytes + counts.watchedBytes;
    long seconds = nowMillis / 1000;
    out.append("id=").append(c.id());
    out.append(" addr=").append(c.address());
    out.append(" laddr=").append(c.localAddress());
    out.append(" fd=").append(link.fd());
    out.append(" name=").append(hideUserData ? REDACTED : c.name());
    out.append(" age=").append(seconds - c.createdMillis() / 1000);
    out.append(" idle=").append(seconds - c.lastInteractionMillis() / 1000);
    out.append(" flags=").append(ClientFlag.letters(c.flags()));
    out.append(" db=").append(c.db());
    out.append(" sub=").append(counts.channels);
    out.append(" psub=").append(counts.patterns);
    out.append(" ssub=").append(counts.shardChannels);
    out.append(" multi=").append(c.has(ClientFlag.MULTI) ? counts.queued : -1);
    out.append(" watch=").append(counts.watched);
    out.append(" qbuf=").append(link.queryBufferUsed());
    out.append(" qbuf-free=").append(link.queryBufferFree());
    out.append(" argv-mem=").append(argvMemory);
    out.append(" multi-mem=").append(multiMemory);
    out.append(" rbs=").append(c.replyBufferSize());
    out.append(" rbp=").append(c.replyBufferPeak());
    out.append(" obl=").append(pending ? output.chunk(0).readable() : 0);
    out.append(" oll=").append(pending ? output.chunks() - 1 : 0);
    out.append(" omem=").append(c.outputMemory());
    out.append(" tot-mem=").append(c.memoryUsage());
    out.append(" events=").append(link.isReading() ? "r" : "").append(link.isWriting() ? "w" : "");
    out.append(" cmd=").append(c.lastCommand());
    out.append(" user=").append(hideUserData ? REDACTED : c.user());
    out.append(" redir=-1");
    out.append(" resp=").append(c.reply().protocol());
    out.append(" lib-name=").append(c.libName());
    out.append(" lib-ver=").append(c.libVersion());
    out.append(" tot-net-in=").append(c.receivedBytes());
    out.append(" tot-net-out=").append(c.sentBytes());
    out.append(" tot-cmds=").append(c.commandCount());
    return out;
  }
}
