#!/bin/sh
# Builds lttng-fire.c to bare machine code and prints it as hex, 32 bytes a line.
# usage: build-fire-stub.sh > ../resources/dev/muninn/tracepoint/lttng/fire-x86_64.hex
set -eu
here=$(dirname "$0")
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"${CC:-gcc}" -std=gnu11 -Wall -Wextra -Werror -O2 -fPIC -ffreestanding -fno-stack-protector \
  -fcf-protection=none -fno-asynchronous-unwind-tables -fno-jump-tables -fno-tree-switch-conversion \
  -fno-tree-loop-distribute-patterns -mgeneral-regs-only -march=x86-64 -mtune=generic \
  -c "$here/lttng-fire.c" -o "$out/fire.o"
if readelf -rW "$out/fire.o" | grep -q R_X86_64; then
  echo "lttng-fire.c: compiled to code with relocations" >&2
  exit 1
fi
objcopy -O binary -j .text "$out/fire.o" "$out/fire.bin"
echo "# lttng-fire.c, compiled by $("${CC:-gcc}" -dumpfullversion) ($("${CC:-gcc}" -dumpmachine))"
od -An -v -tx1 -w32 "$out/fire.bin" | tr -d ' '
