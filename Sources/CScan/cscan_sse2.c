/* x86-64 as it was born: SSE2. */
#if defined(__x86_64__)
#include <emmintrin.h>

#include "cscan_plain.h"

#define KERNEL(name) cscan_sse2_##name

typedef struct {
  __m128i parts[4];
} block;

static inline block load64(const uint8_t *bytes) {
  block data;
  for (int i = 0; i < 4; i++) data.parts[i] = _mm_loadu_si128((const __m128i *)(const void *)(bytes + 16 * i));
  return data;
}

static inline uint64_t equal64(block data, uint8_t byte) {
  __m128i wanted = _mm_set1_epi8((char)byte);
  uint64_t result = 0;
  for (int i = 0; i < 4; i++) {
    result |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(data.parts[i], wanted)) << (16 * i);
  }
  return result;
}

static inline uint64_t high64(block data) {
  uint64_t result = 0;
  for (int i = 0; i < 4; i++) result |= (uint64_t)(uint32_t)_mm_movemask_epi8(data.parts[i]) << (16 * i);
  return result;
}

#define prefix_xor plain_prefix_xor
#define emit plain_emit
#define list_bits plain_list_bits
#define extract plain_extract
#include "cscan_body.h"
#else
typedef int cscan_sse2_is_elsewhere;
#endif
