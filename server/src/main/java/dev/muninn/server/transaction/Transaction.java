package dev.muninn.server.transaction;

import dev.muninn.server.bytes.ArgsQueue;
import dev.muninn.server.store.Memory;

/** What one client has queued. Holds no memory of the store when that is nothing. */
final class Transaction {
  final ArgsQueue queue;

  /** First node of what the client watches; 0: nothing. */
  long watched;

  Transaction(Memory memory) {
    queue = new ArgsQueue(memory);
  }
}
