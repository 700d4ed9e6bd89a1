package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.metadata.CtfType.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the integer of a role lies in a struct: it is one of its members, or, in CTF 2, a part of
 * one, which is kept in a register when it is passed.
 */
final class RoleField {
  /** What a register has of a part that was not there. */
  private static final long ABSENT = Long.MIN_VALUE;

  private final int field;
  private final int register;

  private RoleField(int field, int register) {
    this.field = field;
    this.register = register;
  }

  /** Finds it; to be called before the struct's layout is made. */
  static RoleField of(Node.@Nullable Struct struct, Role role, NodeBuilder builder) {
    if (struct == null) {
      return new RoleField(-1, -1);
    }
    for (int i = 0; i < struct.nodes.length; i++) {
      if (hasRole(struct.nodes[i], role)) {
        return new RoleField(i, -1);
      }
    }
    List<Node.Whole> parts = new ArrayList<>();
    find(struct, role, parts);
    return new RoleField(-1, parts.isEmpty() ? -1 : builder.register(parts));
  }

  private static boolean hasRole(Node node, Role role) {
    return node instanceof Node.Whole whole && whole.integer.roles().contains(role);
  }

  private static void find(Node node, Role role, List<Node.Whole> found) {
    switch (node) {
      case Node.Whole whole when hasRole(whole, role) -> found.add(whole);
      case Node.Struct struct -> {
        for (Node member : struct.nodes) {
          find(member, role, found);
        }
      }
      case Node.Variant variant -> {
        for (Node option : variant.options) {
          find(option, role, found);
        }
      }
      case Node.Optional optional -> find(optional.value, role, found);
      default -> {}
    }
  }

  /** Whether there can be one. */
  boolean isThere() {
    return field >= 0 || register >= 0;
  }

  /** Forgets what the last struct had; to be called before the next one is passed. */
  void forget(DecodeState state) {
    if (register >= 0) {
      state.registers[register] = ABSENT;
    }
  }

  /** Its value in the struct that was passed last, or another where it has none. */
  long value(RecordLayout layout, DecodeState state, int[] anchors, long otherwise) {
    if (field >= 0) {
      return layout.longValue(state.buffer, anchors, field);
    }
    return register < 0 || state.registers[register] == ABSENT
        ? otherwise
        : state.registers[register];
  }
}
