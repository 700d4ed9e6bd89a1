package dev.muninn.server.command.memory;

import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientType;
import dev.muninn.server.command.Services;
import dev.muninn.server.keyspace.Keyspace;
import dev.muninn.server.stats.ProcessStats;
import dev.muninn.server.structure.EntryTable;

/**
 * Memory as INFO, MEMORY STATS and MEMORY DOCTOR tell it, bytes. What counts as used is the store's
 * own memory, off the Java heap; what the Java machine itself takes shows in the resident set.
 */
public final class MemoryFigures {
  /** Store memory in use. */
  public final long used;

  /** Most store memory that was in use. */
  public final long peak;

  /** Store memory in use when the server was ready. */
  public final long startup;

  /** What is held for clients that are no replicas, their objects on the heap included. */
  public final long normalClients;

  /** What is held for replicas. */
  public final long replicaClients;

  /** The indexes of keys, all databases; store memory. */
  public final long mainIndexes;

  /** The indexes of keys that expire, all databases; store memory. */
  public final long expireIndexes;

  /** What is not data: startup, clients off the heap, indexes. */
  public final long overhead;

  /** What is data. */
  public final long dataset;

  /** Resident set of the process. */
  public final long resident;

  /** Keys of all databases. */
  public final long keys;

  /** Takes the figures now. */
  public MemoryFigures(Services services) {
    used = services.keyspace().memory().used();
    services.stats().sampleMemory(used);
    peak = services.stats().peakMemory;
    startup = services.stats().startupMemory;
    long normal = 0;
    long replica = 0;
    long off = 0;
    for (Client client : services.clients().list()) {
      off += client.storeMemory();
      if (client.type() == ClientType.REPLICA) {
        replica += client.memoryUsage();
      } else {
        normal += client.memoryUsage();
      }
    }
    normalClients = normal;
    replicaClients = replica;
    long main = 0;
    long expires = 0;
    for (int i = 0; i < services.keyspace().count(); i++) {
      EntryTable table = services.keyspace().database(i).table();
      main += table.indexBytes() - table.expireIndexBytes();
      expires += table.expireIndexBytes();
    }
    mainIndexes = main;
    expireIndexes = expires;
    overhead = startup + off + main + expires;
    dataset = Math.max(0, used - overhead);
    resident = ProcessStats.residentBytes();
    keys = countKeys(services.keyspace());
  }

  private static long countKeys(Keyspace keyspace) {
    long count = 0;
    for (int i = 0; i < keyspace.count(); i++) {
      count += keyspace.database(i).size();
    }
    return count;
  }

  /** Memory in use as part of the peak, per cent. */
  public double peakPercent() {
    return peak == 0 ? 100 : used * 100.0 / peak;
  }

  /** Data as part of what came after the start, per cent. */
  public double datasetPercent() {
    return dataset * 100.0 / Math.max(1, used - startup);
  }

  /** Resident set for each byte in use. */
  public double fragmentation() {
    return used == 0 ? 0 : (double) resident / used;
  }

  /** Bytes of data for each key. */
  public long bytesPerKey() {
    return keys == 0 ? 0 : dataset / keys;
  }
}
