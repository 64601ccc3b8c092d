#ifndef CSCAN_PLAIN_H
#define CSCAN_PLAIN_H
#include <stddef.h>
#include <stdint.h>

static inline uint64_t plain_prefix_xor(uint64_t bits) {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  bits ^= bits << 32;
  return bits;
}

/* Four at a time, so that the number of rounds, and not each bit, is what has to be predicted. */
static inline __attribute__((always_inline)) void plain_emit(uint64_t bits, size_t at, uint32_t *starts, uint32_t *ends) {
  while (bits) {
    for (int i = 0; i < 4; i++) {
      /* Past the last bit this writes entries that nobody reads. */
      uint32_t position = (uint32_t)at + (bits ? (uint32_t)__builtin_ctzll(bits) : 0);
      ends[i] = position;
      starts[i + 1] = position + 1;
      bits &= bits - 1;
    }
    ends += 4;
    starts += 4;
  }
}

static inline __attribute__((always_inline)) void plain_list_bits(uint64_t bits, uint32_t base, uint32_t *list) {
  while (bits) {
    *list++ = base + (uint32_t)__builtin_ctzll(bits);
    bits &= bits - 1;
  }
}

static inline __attribute__((always_inline)) uint64_t plain_extract(uint64_t bits, uint64_t mask) {
  uint64_t result = 0;
  bits &= mask;
  while (bits) {
    result |= 1ull << __builtin_popcountll(mask & ((bits & -bits) - 1));
    bits &= bits - 1;
  }
  return result;
}
#endif
