#ifndef CBYTES_H
#define CBYTES_H

#include <stddef.h>
#include <stdint.h>

/// What keeps the first bytes of 32 that are read as four words, the first byte lowest in the first word.
typedef struct {
  uint64_t first;
  uint64_t second;
  uint64_t third;
  uint64_t fourth;
} cbytes_mask;

/// The mask of the first `count` bytes, of all 32 where that is more. Takes the same steps for each: they are read at a place of 64 bytes of
/// which the first half is ones, and which of them are wanted would be guessed wrong for every other text.
static inline cbytes_mask cbytes_front(size_t count) {
  static const uint8_t edge[64] = {
      255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
      255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
  };
  cbytes_mask mask;
  __builtin_memcpy(&mask, edge + (32 - (count < 32 ? count : 32)), sizeof mask);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  mask.first = __builtin_bswap64(mask.first);
  mask.second = __builtin_bswap64(mask.second);
  mask.third = __builtin_bswap64(mask.third);
  mask.fourth = __builtin_bswap64(mask.fourth);
#endif
  return mask;
}

#endif
