/* Any processor: eight bytes in a register. */
#include <stdint.h>
#include <string.h>

#include "cscan_plain.h"

#define KERNEL(name) cscan_portable_##name

typedef struct {
  uint64_t words[8];
} block;

/* Byte i of the text is bits 8i and up, whatever the machine's order. */
static inline uint64_t word(const uint8_t *bytes) {
  uint64_t value;
  memcpy(&value, bytes, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  value = __builtin_bswap64(value);
#endif
  return value;
}

static inline block load64(const uint8_t *bytes) {
  block data;
  for (int i = 0; i < 8; i++) data.words[i] = word(bytes + 8 * i);
  return data;
}

/* The top bit of each byte, gathered into eight bits. */
static inline uint64_t gather(uint64_t tops) { return ((tops >> 7) * 0x0102040810204080ull) >> 56; }

static inline uint64_t equal64(block data, uint8_t byte) {
  uint64_t result = 0;
  for (int i = 0; i < 8; i++) {
    uint64_t different = data.words[i] ^ (0x0101010101010101ull * byte);
    /* Exact for every byte: no borrow runs from one into the next. */
    uint64_t nonzero = ((different & 0x7F7F7F7F7F7F7F7Full) + 0x7F7F7F7F7F7F7F7Full) | different;
    result |= gather(~nonzero & 0x8080808080808080ull) << (8 * i);
  }
  return result;
}

static inline uint64_t high64(block data) {
  uint64_t result = 0;
  for (int i = 0; i < 8; i++) result |= gather(data.words[i] & 0x8080808080808080ull) << (8 * i);
  return result;
}

#define prefix_xor plain_prefix_xor
#define emit plain_emit
#define list_bits plain_list_bits
#define extract plain_extract
#include "cscan_body.h"
