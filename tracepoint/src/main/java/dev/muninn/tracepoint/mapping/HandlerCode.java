package dev.muninn.tracepoint.mapping;

import dev.muninn.tracepoint.elf.Machine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The machine code of {@link FaultHandler}: a handler of SIGBUS as {@code sigaction(2)} calls it
 * with SA_SIGINFO. It runs in the thread that faulted, wherever that was, and so makes one system
 * call and touches nothing else.
 *
 * <pre>
 *   address = info.si_addr
 *   for (entry of table)
 *     if (entry.begin &lt;= address &lt; entry.end)
 *       if (mmap(address's page, page size, entry.protection, ANONYMOUS|PRIVATE|FIXED) succeeds)
 *         entry.faults++; return          // the access is made again, and finds zeros
 *   go to the next handler with the same arguments
 * </pre>
 */
final class HandlerCode {
  /** Entries of the table. */
  static final int ENTRIES = 32;

  /** Bytes of an entry: begin, end, faults and protection, 8 bytes each. */
  static final int ENTRY_SIZE = 32;

  static final int BEGIN = 0;
  static final int END = 8;
  static final int FAULTS = 16;
  static final int PROTECTION = 24;

  private static final String X86_64 =
      """
      488b4610        mov    0x10(%rsi),%rax
      4c8b0565000000  mov    table(%rip),%r8
      b920000000      mov    $32,%ecx
      493b00          1: cmp (%r8),%rax
      7206            jb     2f
      493b4008        cmp    8(%r8),%rax
      720e            jb     3f
      4983c020        2: add $32,%r8
      ffc9            dec    %ecx
      75ed            jne    1b
      ff254f000000    4: jmp *next(%rip)
      52              3: push %rdx
      57              push   %rdi
      56              push   %rsi
      4150            push   %r8
      488b354b000000  mov    page(%rip),%rsi
      4889f7          mov    %rsi,%rdi
      48f7df          neg    %rdi
      4821c7          and    %rax,%rdi
      418b5018        mov    24(%r8),%edx
      41ba32000000    mov    $0x32,%r10d
      49c7c0ffffffff  mov    $-1,%r8
      4531c9          xor    %r9d,%r9d
      b809000000      mov    $9,%eax
      0f05            syscall
      4158            pop    %r8
      5e              pop    %rsi
      5f              pop    %rdi
      5a              pop    %rdx
      483d01f0ffff    cmp    $-4095,%rax
      73bd            jae    4b
      f049ff4010      lock incq 16(%r8)
      c3              ret
      cccccccc        literals: table, next, page
      """;

  private static final String AARCH64 =
      """
      230840f9  ldr  x3, [x1, #16]
      a4040058  ldr  x4, table
      05048052  mov  w5, #32
      860040f9  1: ldr x6, [x4]
      7f0006eb  cmp  x3, x6
      83000054  b.lo 2f
      860440f9  ldr  x6, [x4, #8]
      7f0006eb  cmp  x3, x6
      c3000054  b.lo 3f
      84800091  2: add x4, x4, #32
      a5040071  subs w5, w5, #1
      01ffff54  b.ne 1b
      90030058  4: ldr x16, next
      00021fd6  br   x16
      e90300aa  3: mov x9, x0
      ea0301aa  mov  x10, x1
      eb0302aa  mov  x11, x2
      ec0304aa  mov  x12, x4
      01030058  ldr  x1, page
      e60301cb  neg  x6, x1
      6000068a  and  x0, x3, x6
      820d40f9  ldr  x2, [x12, #24]
      430680d2  mov  x3, #0x32
      04008092  mov  x4, #-1
      050080d2  mov  x5, #0
      c81b80d2  mov  x8, #222
      010000d4  svc  #0
      e70300aa  mov  x7, x0
      e00309aa  mov  x0, x9
      e1030aaa  mov  x1, x10
      e2030baa  mov  x2, x11
      fffc3fb1  cmn  x7, #4095
      82fdff54  b.hs 4b
      860940f9  ldr  x6, [x12, #16]
      c6040091  add  x6, x6, #1
      860900f9  str  x6, [x12, #16]
      c0035fd6  ret
      1f2003d5  literals: table, next, page
      """;

  private HandlerCode() {}

  /**
   * The code, which may stand at any address that is a multiple of 8.
   *
   * @param table address of the entries
   * @param next address of the handler for all other faults
   * @param page the system's page size in bytes
   */
  static byte[] of(Machine machine, long table, long next, int page) {
    String listing = machine == Machine.X86_64 ? X86_64 : AARCH64;
    StringBuilder hex = new StringBuilder();
    listing.lines().forEach(line -> hex.append(line, 0, line.indexOf(' ')));
    byte[] code = HexFormat.of().parseHex(hex);
    return ByteBuffer.allocate(code.length + 3 * Long.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(code)
        .putLong(table)
        .putLong(next)
        .putLong(page)
        .array();
  }
}
