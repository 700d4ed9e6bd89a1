package dev.muninn.analysis.ctf.metadata;

import dev.muninn.analysis.ctf.metadata.CtfType.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what has a meaning. */
public final class Roles {
  private Roles() {}

  /** The integer of an integer, an enum, a boolean or a bit map; null for other types. */
  public static CtfType.@Nullable Int integer(CtfType type) {
    return switch (type) {
      case CtfType.Int integer -> integer;
      case CtfType.Enumeration enumeration -> enumeration.container();
      case CtfType.Bool bool -> bool.container();
      case CtfType.BitMap map -> map.container();
      default -> null;
    };
  }

  /** Whether a type, or a part of it that does not repeat, has a role. */
  public static boolean has(@Nullable CtfType type, Role role) {
    if (type == null) {
      return false;
    }
    CtfType.Int integer = integer(type);
    return integer != null
        ? integer.roles().contains(role)
        : parts(type).stream().anyMatch(part -> has(part, role));
  }

  /** The clock of the first integer that is a time, or null. */
  public static @Nullable String clock(@Nullable CtfType type) {
    if (type == null) {
      return null;
    }
    CtfType.Int integer = integer(type);
    if (integer != null) {
      return integer.clock();
    }
    for (CtfType part : parts(type)) {
      String found = clock(part);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static List<CtfType> parts(CtfType type) {
    return switch (type) {
      case CtfType.Struct struct -> struct.members().stream().map(CtfType.Member::type).toList();
      case CtfType.Variant variant -> variant.options().stream().map(CtfType.Member::type).toList();
      case CtfType.Optional optional -> List.of(optional.type());
      default -> List.of();
    };
  }
}
