package dev.muninn.server.command;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.resp.Args;
import java.util.Arrays;

/**
 * The keys among the arguments of a request, and how each is accessed. Reused: holds the result of
 * the last search. Follows getKeysFromCommandWithSpecs of Valkey 8.
 */
public final class KeyPositions {
  private int[] positions = new int[16];
  private int[] flags = new int[16];
  private int count;

  /** Number of keys found. */
  public int count() {
    return count;
  }

  /** Index of a key among the arguments of the command, whose name is 0. */
  public int position(int index) {
    return positions[index];
  }

  /** How that key is accessed: bits of {@link KeyFlag}. */
  public int flags(int index) {
    return flags[index];
  }

  /** Whether a command may have keys at all. */
  public static boolean mayHaveKeys(CommandSpec command) {
    if (command.keyFinder() != KeyFinder.NONE) {
      return true;
    }
    for (int i = 0; i < command.keySpecs(); i++) {
      if (!command.keySpec(i).has(KeyFlag.NOT_KEY)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Finds the keys of a request.
   *
   * @param args arguments, the command's name being that at {@code from}; a number that {@code
   *     command} accepts
   * @return number of keys; 0 also if the arguments make no sense
   */
  public int find(CommandSpec command, Args args, int from) {
    count = 0;
    int argc = args.count() - from;
    boolean exact = mayHaveKeys(command);
    for (int i = 0; i < command.keySpecs(); i++) {
      exact &= !command.keySpec(i).has(KeyFlag.VARIABLE_FLAGS);
    }
    if (exact && bySpecs(command, args, from, argc)) {
      return count;
    }
    count = 0;
    switch (command.keyFinder()) {
      case NONE -> {}
      case SET -> findSet(args, from, argc);
      case BITFIELD -> findBitfield(args, from, argc);
      case SORT -> findSort(args, from, argc);
      case SORT_RO -> add(1, KeyFlag.RO.mask() | KeyFlag.ACCESS.mask());
      case MIGRATE -> findMigrate(args, from, argc);
    }
    return count;
  }

  private boolean bySpecs(CommandSpec command, Args args, int from, int argc) {
    for (int i = 0; i < command.keySpecs(); i++) {
      KeySpec spec = command.keySpec(i);
      if (!spec.has(KeyFlag.NOT_KEY)) {
        int first = begin(spec, args, from, argc);
        if (first == 0) {
          continue;
        }
        if (first < 0 || !range(spec, first, args, from, argc) || spec.has(KeyFlag.INCOMPLETE)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Where the search begins; 0: the keyword is missing; -1: it cannot be told. */
  private static int begin(KeySpec spec, Args args, int from, int argc) {
    if (spec.begin() == KeySpec.BEGIN_INDEX) {
      return spec.index();
    }
    if (spec.begin() == KeySpec.UNKNOWN) {
      return -1;
    }
    boolean forward = spec.index() > 0;
    int start = forward ? spec.index() : argc + spec.index();
    int end = forward ? argc - 1 : 1;
    int step = start <= end ? 1 : -1;
    for (int i = start; i != end && i >= 1 && i < argc; i += step) {
      if (equalsIgnoreCase(args.get(from + i), spec.keyword())) {
        return i + 1;
      }
    }
    return 0;
  }

  /** Adds the keys from {@code begin} on; false: they are not within the arguments. */
  private boolean range(KeySpec spec, int begin, Args args, int from, int argc) {
    int first = begin;
    int last;
    switch (spec.find()) {
      case KeySpec.FIND_RANGE -> {
        if (spec.last() >= 0) {
          last = first + spec.last();
        } else if (spec.limit() == 0) {
          last = argc + spec.last();
        } else {
          last = first + ((argc - first) / spec.limit() + spec.last());
        }
      }
      case KeySpec.FIND_NUMBER -> {
        int at = begin + spec.last();
        if (at >= argc || !args.get(from + at).isLong()) {
          return false;
        }
        long number = args.get(from + at).toLong();
        if (number < 0 || number > argc) {
          return false;
        }
        first = begin + spec.limit();
        last = first + (int) number - 1;
      }
      default -> {
        return false;
      }
    }
    if (last >= argc || last < first || first >= argc) {
      return false;
    }
    for (int i = first; i <= last; i += spec.step()) {
      add(i, spec.flags());
    }
    return true;
  }

  private void findSet(Args args, int from, int argc) {
    int access = KeyFlag.OW.mask() | KeyFlag.UPDATE.mask();
    for (int i = 3; i < argc; i++) {
      if (args.get(from + i).equalsIgnoreCase("get")) {
        access = KeyFlag.RW.mask() | KeyFlag.ACCESS.mask() | KeyFlag.UPDATE.mask();
        break;
      }
    }
    add(1, access);
  }

  private void findBitfield(Args args, int from, int argc) {
    boolean reads = true;
    for (int i = 2; i < argc && reads; i++) {
      Slice word = args.get(from + i);
      int more = argc - i - 1;
      if (word.equalsIgnoreCase("get") && more >= 2) {
        i += 2;
      } else if (word.equalsIgnoreCase("overflow") && more >= 1) {
        i += 1;
      } else {
        reads = false;
      }
    }
    int access = reads ? KeyFlag.RO.mask() : KeyFlag.RW.mask() | KeyFlag.UPDATE.mask();
    add(1, access | KeyFlag.ACCESS.mask());
  }

  private void findSort(Args args, int from, int argc) {
    add(1, KeyFlag.RO.mask() | KeyFlag.ACCESS.mask());
    int store = 0;
    for (int i = 2; i < argc; i++) {
      Slice word = args.get(from + i);
      if (word.equalsIgnoreCase("limit")) {
        i += 2;
      } else if (word.equalsIgnoreCase("get") || word.equalsIgnoreCase("by")) {
        i++;
      } else if (word.equalsIgnoreCase("store") && i + 1 < argc) {
        store = i + 1;
      }
    }
    if (store > 0) {
      add(store, KeyFlag.OW.mask() | KeyFlag.UPDATE.mask());
    }
  }

  private void findMigrate(Args args, int from, int argc) {
    int first = 3;
    int number = 1;
    for (int i = 6; i < argc; i++) {
      Slice word = args.get(from + i);
      if (word.equalsIgnoreCase("keys")) {
        boolean both = args.get(from + 3).length() > 0;
        first = i + 1;
        number = both ? 0 : argc - first;
        break;
      } else if (word.equalsIgnoreCase("auth")) {
        i++;
      } else if (word.equalsIgnoreCase("auth2")) {
        i += 2;
      }
    }
    for (int i = 0; i < number; i++) {
      add(first + i, KeyFlag.RW.mask() | KeyFlag.ACCESS.mask() | KeyFlag.DELETE.mask());
    }
  }

  private void add(int position, int access) {
    if (count == positions.length) {
      positions = Arrays.copyOf(positions, 2 * count);
      flags = Arrays.copyOf(flags, 2 * count);
    }
    positions[count] = position;
    flags[count] = access;
    count++;
  }

  private static boolean equalsIgnoreCase(Slice word, String upper) {
    if (word.length() != upper.length()) {
      return false;
    }
    for (int i = 0; i < upper.length(); i++) {
      int b = word.get(i);
      if ((b >= 'a' && b <= 'z' ? b - 32 : b) != upper.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
