package dev.muninn.tracepoint.elf;

import dev.muninn.tracepoint.elf.Symbol.Section;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * Writes a 64-bit little-endian ELF shared object that a dynamic loader, perf, bpftrace and gdb
 * take: code, zeroed writable data, symbols, a build-id and SystemTap notes. No relocations and no
 * dependencies; addresses equal file offsets everywhere (System V ABI, generic part, chapters 4 and
 * 5).
 */
public final class SharedObject {
  private static final int SHDR_SIZE = 64;
  private static final int PHDRS = 6;
  private static final int BUILD_ID_SIZE = 20;
  private static final int SYM_SIZE = 24;
  private static final int DYN_SIZE = 16;
  private static final int NONE = -1;

  private final Machine machine;
  private final String soname;
  private final byte[] text;
  private final int dataSize;
  private final List<Symbol> symbols;
  private int initialiser = NONE;

  /**
   * @param text position-independent code
   * @param dataSize bytes of the zeroed {@code .probes} section
   */
  public SharedObject(
      Machine machine, String soname, byte[] text, int dataSize, List<Symbol> symbols) {
    this.machine = machine;
    this.soname = soname;
    this.text = text.clone();
    this.dataSize = dataSize;
    this.symbols = List.copyOf(symbols);
  }

  /**
   * Has the dynamic loader call a function when it loads the object ({@code DT_INIT}).
   *
   * @param offset of the function in the text
   */
  public SharedObject initialisedBy(int offset) {
    initialiser = offset;
    return this;
  }

  /**
   * Addresses a note refers to.
   *
   * @param base of {@code .stapsdt.base}
   * @param text of {@code .text}
   * @param data of {@code .probes}
   */
  public record Addresses(long base, long text, long data) {}

  /**
   * A finished object.
   *
   * @param bytes the file's content
   * @param addresses relative to where it will be loaded
   * @param buildId in hex: a hash of the content
   */
  @SuppressWarnings("ArrayRecordComponent") // written once and handed on, never compared
  public record Image(byte[] bytes, Addresses addresses, String buildId) {}

  private record Shdr(
      String name,
      int type,
      int flags,
      int start,
      int size,
      int link,
      int info,
      int align,
      int entry) {}

  /**
   * Lays the object out and writes it.
   *
   * @param notes the content of {@code .note.stapsdt}
   */
  public Image write(Function<Addresses, byte[]> notes) {
    StringTable strings = new StringTable();
    int sonameAt = strings.add(soname);
    int[] nameAt = symbols.stream().mapToInt(s -> strings.add(s.name())).toArray();
    byte[] dynstr = strings.bytes();
    int page = machine.pageSize();

    int hash = 64 + PHDRS * 56;
    int hashSize = 4 * (2 + 2 * (symbols.size() + 1));
    int dynsym = align(hash + hashSize, 8);
    int dynsymSize = SYM_SIZE * (symbols.size() + 1);
    int dynstrAt = dynsym + dynsymSize;
    int base = dynstrAt + dynstr.length;
    int buildId = align(base + 1, 4);
    int buildIdSize = 16 + BUILD_ID_SIZE;
    int readOnlyEnd = buildId + buildIdSize;
    int textAt = align(readOnlyEnd, page);
    int dynamic = align(textAt + text.length, page);
    int dynamicSize = (initialiser == NONE ? 7 : 8) * DYN_SIZE;
    int data = align(dynamic + dynamicSize, 64);
    int dataEnd = data + dataSize;
    Addresses addresses = new Addresses(base, textAt, data);
    byte[] stapsdt = notes.apply(addresses);
    int stapsdtAt = align(dataEnd, 4);

    List<Shdr> sections =
        List.of(
            new Shdr("", 0, 0, 0, 0, 0, 0, 0, 0),
            new Shdr(".hash", 5, 2, hash, hashSize, 2, 0, 8, 4),
            new Shdr(".dynsym", 11, 2, dynsym, dynsymSize, 3, 1, 8, SYM_SIZE),
            new Shdr(".dynstr", 3, 2, dynstrAt, dynstr.length, 0, 0, 1, 0),
            new Shdr(".stapsdt.base", 1, 2, base, 1, 0, 0, 1, 0),
            new Shdr(".note.gnu.build-id", 7, 2, buildId, buildIdSize, 0, 0, 4, 0),
            new Shdr(".text", 1, 6, textAt, text.length, 0, 0, 16, 0),
            new Shdr(".dynamic", 6, 3, dynamic, dynamicSize, 3, 0, 8, DYN_SIZE),
            new Shdr(".probes", 1, 3, data, dataSize, 0, 0, 64, 0),
            new Shdr(".note.stapsdt", 7, 0, stapsdtAt, stapsdt.length, 0, 0, 4, 0));
    int textIndex = 6;
    int dataIndex = 8;
    StringTable sectionNames = new StringTable();
    int[] sectionNameAt = sections.stream().mapToInt(s -> sectionNames.add(s.name())).toArray();
    int shstrtabNameAt = sectionNames.add(".shstrtab");
    byte[] shstrtab = sectionNames.bytes();
    int shstrtabAt = stapsdtAt + stapsdt.length;
    int shdrs = align(shstrtabAt + shstrtab.length, 8);

    ByteBuffer out =
        ByteBuffer.allocate(shdrs + SHDR_SIZE * (sections.size() + 1))
            .order(ByteOrder.LITTLE_ENDIAN);
    header(out, shdrs, sections.size() + 1);
    phdr(out, 1, 4, 0, readOnlyEnd, page);
    phdr(out, 1, 5, textAt, text.length, page);
    phdr(out, 1, 6, dynamic, dataEnd - dynamic, page);
    phdr(out, 2, 6, dynamic, dynamicSize, 8);
    phdr(out, 0x6474e551, 6, 0, 0, 16);
    phdr(out, 4, 4, buildId, buildIdSize, 4);

    out.position(hash);
    hashTable(out);
    out.position(dynsym + SYM_SIZE);
    for (int i = 0; i < symbols.size(); i++) {
      Symbol symbol = symbols.get(i);
      boolean function = symbol.section() == Section.TEXT;
      out.putInt(nameAt[i]).put((byte) (0x10 | (function ? 2 : 1))).put((byte) 0);
      out.putShort((short) (function ? textIndex : dataIndex));
      out.putLong((function ? textAt : data) + (long) symbol.offset()).putLong(symbol.size());
    }
    out.put(dynstrAt, dynstr);
    out.position(buildId);
    out.putInt(4).putInt(BUILD_ID_SIZE).putInt(3).put(ascii("GNU\0"));
    out.put(textAt, text);
    out.position(dynamic);
    dyn(out, 14, sonameAt);
    dyn(out, 4, hash);
    dyn(out, 5, dynstrAt);
    dyn(out, 6, dynsym);
    dyn(out, 10, dynstr.length);
    dyn(out, 11, SYM_SIZE);
    if (initialiser != NONE) {
      dyn(out, 12, textAt + (long) initialiser);
    }
    dyn(out, 0, 0);
    out.put(stapsdtAt, stapsdt);
    out.put(shstrtabAt, shstrtab);
    out.position(shdrs);
    for (int i = 0; i < sections.size(); i++) {
      shdr(out, sectionNameAt[i], sections.get(i));
    }
    shdr(out, shstrtabNameAt, new Shdr("", 3, 0, shstrtabAt, shstrtab.length, 0, 0, 1, 0));

    byte[] id = sha1(out.array());
    out.put(buildId + 16, id);
    return new Image(out.array(), addresses, HexFormat.of().formatHex(id));
  }

  private void header(ByteBuffer out, int shdrs, int sections) {
    out.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
    out.putShort((short) 3).putShort((short) machine.number()).putInt(1);
    out.putLong(0).putLong(64).putLong(shdrs).putInt(0);
    out.putShort((short) 64).putShort((short) 56).putShort((short) PHDRS);
    out.putShort((short) SHDR_SIZE).putShort((short) sections).putShort((short) (sections - 1));
  }

  private static void phdr(ByteBuffer out, int type, int flags, int at, int size, int align) {
    out.putInt(type).putInt(flags).putLong(at).putLong(at).putLong(at);
    out.putLong(size).putLong(size).putLong(align);
  }

  private static void shdr(ByteBuffer out, int nameAt, Shdr s) {
    boolean loaded = (s.flags() & 2) != 0;
    out.putInt(nameAt).putInt(s.type()).putLong(s.flags()).putLong(loaded ? s.start() : 0);
    out.putLong(s.start()).putLong(s.size()).putInt(s.link()).putInt(s.info());
    out.putLong(s.align()).putLong(s.entry());
  }

  private static void dyn(ByteBuffer out, long tag, long value) {
    out.putLong(tag).putLong(value);
  }

  /** System V hash table with as many buckets as symbols. */
  private void hashTable(ByteBuffer out) {
    int count = symbols.size() + 1;
    int[] buckets = new int[count];
    int[] chains = new int[count];
    for (int i = 1; i < count; i++) {
      int bucket = Integer.remainderUnsigned(hash(symbols.get(i - 1).name()), count);
      chains[i] = buckets[bucket];
      buckets[bucket] = i;
    }
    out.putInt(count).putInt(count);
    for (int i : buckets) {
      out.putInt(i);
    }
    for (int i : chains) {
      out.putInt(i);
    }
  }

  private static int hash(String name) {
    int h = 0;
    for (byte b : ascii(name)) {
      h = (h << 4) + (b & 0xff);
      int high = h & 0xf0000000;
      h ^= high >>> 24;
      h &= ~high;
    }
    return h;
  }

  private static int align(int at, int to) {
    return (at + to - 1) & -to;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] sha1(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /** Strings one after the other, each ended by NUL; the first is empty. */
  private static final class StringTable {
    private final List<String> strings = new ArrayList<>(List.of(""));
    private int size = 1;

    int add(String string) {
      int at = size;
      strings.add(string);
      size += string.length() + 1;
      return at;
    }

    byte[] bytes() {
      ByteArrayOutputStream out = new ByteArrayOutputStream(size);
      for (String string : strings) {
        out.writeBytes(ascii(string));
        out.write(0);
      }
      return out.toByteArray();
    }
  }
}
