package dev.muninn.tracepoint.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class StapsdtNoteTest {
  @Test
  void shouldWriteTheNoteAndPadItToFourBytes() {
    byte[] note = new StapsdtNote(0x1010, 0x369, 0x209c, "p", "ab", "8@%rdi").bytes();

    assertThat(HexFormat.of().formatHex(note))
        .isEqualTo(
            "08000000"
                + "24000000"
                + "03000000"
                + "7374617073647400"
                + "1010000000000000"
                + "6903000000000000"
                + "9c20000000000000"
                + "7000"
                + "616200"
                + "38402572646900");
  }

  @Test
  void shouldNotCountThePaddingInTheSize() {
    byte[] note = new StapsdtNote(1, 2, 3, "p", "a", "").bytes();

    assertThat(note).hasSize(20 + 24 + 8);
    assertThat(note[4]).isEqualTo((byte) (24 + 5));
  }
}
