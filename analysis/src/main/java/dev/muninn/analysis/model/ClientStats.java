package dev.muninn.analysis.model;

/** What is counted of one client. Times in nanoseconds. */
final class ClientStats {
  final long id;
  String address = "";
  String name = "";
  long commands;
  long own;
  long maxOwn;
  long maxFelt;

  /** Time of the main thread between the thing before and the end of each of its commands. */
  long occupied;

  // What its many short commands did to others: see Turns.
  long floodTurns;
  long floodCommands;
  long floodNanos;
  long floodVictims;
  long floodStolen;
  long floodWorst;
  long floodWorstAt;

  // Replies that it did not take.
  long pendingMax;
  long pendingMaxAt;
  long pendingFirst;
  long pendingEvents;

  // Of the present turn.
  long turn = -1;
  long turnNanos;
  int turnCommands;

  ClientStats(long id) {
    this.id = id;
  }

  long weight() {
    return occupied + pendingMax + commands;
  }

  Client client() {
    return new Client(id, address, name);
  }
}
