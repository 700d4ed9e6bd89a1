package dev.muninn.tracepoint.processor;

/** How a Java parameter is turned into a field. */
enum ArgumentKind {
  BYTE,
  SHORT,
  INT,
  LONG,
  DOUBLE,
  BOOLEAN,
  ENUM,
  /** {@code @Utf8 byte[]}. */
  UTF8,
  /** {@code String} or {@code CharSequence}. */
  CHARS,
  NATIVE_STRING,
  /** {@code byte[]}: for USDT two arguments, address and length. */
  BYTES
}
