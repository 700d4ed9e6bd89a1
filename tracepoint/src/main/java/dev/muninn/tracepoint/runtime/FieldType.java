package dev.muninn.tracepoint.runtime;

/**
 * Type of an event's field: how generated code writes it to a {@link Payload} (packed, in the
 * machine's byte order) and how it is passed to a USDT probe (always one 64-bit register, {@link
 * #BYTES} two).
 */
public enum FieldType {
  /** Signed, 1 byte; {@link Payload#putByte}. USDT: sign-extended. */
  INT8(1),
  /** Unsigned, 1 byte; {@link Payload#putByte}. USDT: zero-extended ({@code value & 0xff}). */
  UINT8(1),
  /** Signed, 2 bytes; {@link Payload#putShort}. USDT: sign-extended. */
  INT16(2),
  /** Unsigned, 2 bytes; {@link Payload#putShort}. USDT: zero-extended ({@code value & 0xffff}). */
  UINT16(2),
  /** Signed, 4 bytes; {@link Payload#putInt}. USDT: sign-extended. */
  INT32(4),
  /** Unsigned, 4 bytes; {@link Payload#putInt}. USDT: the low 32 bits count. */
  UINT32(4),
  /** Signed, 8 bytes; {@link Payload#putLong}. */
  INT64(8),
  /** Unsigned, 8 bytes; {@link Payload#putLong}. */
  UINT64(8),
  /**
   * IEEE 754 binary64, 8 bytes; {@link Payload#putDouble}. USDT: {@link
   * Double#doubleToRawLongBits}, since a probe's arguments are integer registers.
   */
  DOUBLE(8),
  /** 0 or 1, an unsigned byte; {@link Payload#putByte}. */
  BOOLEAN(1),
  /** One of the field's labelled values, signed, 4 bytes; {@link Payload#putInt}. */
  ENUM(4),
  /** NUL-terminated text in UTF-8; a {@code putString}. USDT: its address. */
  STRING(0),
  /**
   * A sequence of bytes, its length before it (4 bytes, unsigned); {@link Payload#putBytes}. USDT:
   * two arguments, the address and the length ({@link Payload#length(byte[])}).
   */
  BYTES(0);

  private final int size;

  FieldType(int size) {
    this.size = size;
  }

  /** Bytes in the payload; 0 where it varies ({@link #STRING}, {@link #BYTES}). */
  public int size() {
    return size;
  }

  /** Most bytes in the payload. */
  public int largest() {
    return switch (this) {
      case STRING -> Payload.MAX_STRING + 1;
      case BYTES -> Integer.BYTES + Payload.MAX_STRING;
      default -> size;
    };
  }

  /** How many USDT arguments the field takes: 2 for {@link #BYTES}, else 1. */
  public int usdtArguments() {
    return this == BYTES ? 2 : 1;
  }

  /** Whether an integer of this type has a sign. */
  public boolean signed() {
    return switch (this) {
      case INT8, INT16, INT32, INT64, ENUM -> true;
      default -> false;
    };
  }
}
