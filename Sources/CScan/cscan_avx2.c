/* x86-64 since 2013: AVX2, and a carry-less multiplication by all ones for the quotes' parity. */
#if defined(__x86_64__)
#include <immintrin.h>

#include "cscan_plain.h"

#define KERNEL(name) cscan_avx2_##name

#pragma clang attribute push(__attribute__((target("avx2,pclmul,bmi,bmi2,popcnt,lzcnt"))), apply_to = function)

typedef struct {
  __m256i low, high;
} block;

static inline block load64(const uint8_t *bytes) {
  block data = {_mm256_loadu_si256((const __m256i *)(const void *)bytes),
                _mm256_loadu_si256((const __m256i *)(const void *)(bytes + 32))};
  return data;
}

static inline uint64_t join(uint32_t low, uint32_t high) { return (uint64_t)low | (uint64_t)high << 32; }

static inline uint64_t equal64(block data, uint8_t byte) {
  __m256i wanted = _mm256_set1_epi8((char)byte);
  return join((uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(data.low, wanted)),
              (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(data.high, wanted)));
}

static inline uint64_t high64(block data) {
  return join((uint32_t)_mm256_movemask_epi8(data.low), (uint32_t)_mm256_movemask_epi8(data.high));
}

static inline uint64_t prefix_xor(uint64_t bits) {
  __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits), _mm_set1_epi8((char)0xFF), 0);
  return (uint64_t)_mm_cvtsi128_si64(product);
}

static inline uint64_t extract(uint64_t bits, uint64_t mask) { return _pext_u64(bits, mask); }

#define emit plain_emit
#define list_bits plain_list_bits
#include "cscan_body.h"

#pragma clang attribute pop
#else
typedef int cscan_avx2_is_elsewhere;
#endif
