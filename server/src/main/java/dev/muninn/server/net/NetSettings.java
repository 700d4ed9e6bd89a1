package dev.muninn.server.net;

/** Directives that connections obey; read each time, so they may change while the server runs. */
public interface NetSettings {
  /** Most clients at a time ({@code maxclients}). */
  int maxClients();

  /** Seconds after which an idle client is closed, 0 for never ({@code timeout}). */
  int timeoutSeconds();

  /** Idle seconds before TCP probes the peer, 0 for no probes ({@code tcp-keepalive}). */
  int tcpKeepAliveSeconds();

  /** Length of the queue of connections to be accepted ({@code tcp-backlog}). */
  int tcpBacklog();

  /** Connections accepted per turn and listener ({@code max-new-connections-per-cycle}). */
  int maxNewConnectionsPerCycle();

  /** Calls of {@link LoopHooks#cron} per second; kept within 1 to 500 ({@code hz}). */
  int hz();

  /** Whether only local peers are served while there is no password ({@code protected-mode}). */
  boolean protectedMode();
}
