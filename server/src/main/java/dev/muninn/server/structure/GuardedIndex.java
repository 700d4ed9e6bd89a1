package dev.muninn.server.structure;

import static dev.muninn.server.structure.Bucket.LAST_SLOT;
import static dev.muninn.server.structure.Bucket.SLOTS;

import dev.muninn.server.store.AddressSpace;

/** Tells a {@link ChangeGuard} what {@link HashIndex} is about to change. */
final class GuardedIndex {
  private GuardedIndex() {}

  static void insert(ChangeGuard guard, long state, long hashCode) {
    long buckets = TableLayout.buckets(state);
    long number = buckets == 0 ? 0 : HashIndex.number(buckets, hashCode);
    switch (TableLayout.kind(state)) {
      case TableLayout.KEYS -> {
        long word = buckets == 0 ? 0 : word(state, number);
        if (word < 0 || Bucket.count(word) == SLOTS) {
          guard.bucket(state, number);
        } else {
          guard.inserted(state, number, Bucket.count(word));
        }
      }
      case TableLayout.NESTED -> {
        guard.before(state, state, TableLayout.TABLE);
        if (buckets != 0) {
          chain(guard, state, number);
        }
      }
      default -> {} // a snapshot does not read secondary indexes
    }
  }

  /** Before an entry is changed, or its slot is given another address. */
  static void change(ChangeGuard guard, long state, long hashCode, long place, long address) {
    long number = HashIndex.number(TableLayout.buckets(state), hashCode);
    switch (TableLayout.kind(state)) {
      case TableLayout.KEYS -> {
        if (word(state, number) < 0) {
          guard.bucket(state, number);
        } else {
          guard.entry(state, number, slot(place), address);
        }
      }
      case TableLayout.NESTED -> guard.before(state, place & -Bucket.SIZE, Bucket.SIZE);
      default -> {}
    }
  }

  static void remove(ChangeGuard guard, long state, long hashCode, long place, long address) {
    long number = HashIndex.number(TableLayout.buckets(state), hashCode);
    switch (TableLayout.kind(state)) {
      case TableLayout.KEYS -> {
        long word = word(state, number);
        if (word < 0) {
          guard.bucket(state, number);
        } else {
          guard.removed(state, number, slot(place), Bucket.count(word) - 1, address);
        }
      }
      case TableLayout.NESTED -> {
        guard.before(state, state, TableLayout.TABLE);
        chain(guard, state, number);
      }
      default -> {}
    }
  }

  /** Before all of a bucket's chain is written anew. */
  static void rewrite(ChangeGuard guard, long state, long number) {
    switch (TableLayout.kind(state)) {
      case TableLayout.KEYS -> guard.bucket(state, number);
      case TableLayout.NESTED -> chain(guard, state, number);
      default -> {}
    }
  }

  /** Before a place of the directory is given to another segment. */
  static void directory(ChangeGuard guard, long state) {
    if (TableLayout.kind(state) == TableLayout.NESTED) {
      guard.before(state, TableLayout.root(state), TableLayout.directory(state) * 8L);
    }
  }

  /** Before the buckets from the first one on move or go. */
  static void move(ChangeGuard guard, long state, long buckets) {
    if (TableLayout.kind(state) == TableLayout.KEYS) {
      for (long i = 0; i < buckets; i++) {
        guard.bucket(state, i);
      }
    }
  }

  private static void chain(ChangeGuard guard, long state, long number) {
    long bucket = Segments.address(state, TableLayout.buckets(state), number);
    while (true) {
      guard.before(state, bucket, Bucket.SIZE);
      if (AddressSpace.getLong(bucket) >= 0) {
        return;
      }
      bucket = AddressSpace.getLong(bucket + LAST_SLOT);
    }
  }

  private static long word(long state, long number) {
    return AddressSpace.getLong(Segments.address(state, TableLayout.buckets(state), number));
  }

  private static int slot(long place) {
    return (int) (place & Bucket.SIZE - 1) / 8 - 1;
  }
}
