/* x86-64 since 2019: AVX-512 with VBMI2, which writes the positions of a mask's bits sixteen at a time. */
#if defined(__x86_64__)
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

#define KERNEL(name) cscan_avx512_##name

#pragma clang attribute push(                                                                           \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi2,pclmul,bmi,bmi2,popcnt,lzcnt"))), \
    apply_to = function)

typedef __m512i block;

static inline block load64(const uint8_t *bytes) { return _mm512_loadu_si512(bytes); }

static inline uint64_t equal64(block data, uint8_t byte) {
  return _mm512_cmpeq_epi8_mask(data, _mm512_set1_epi8((char)byte));
}

static inline uint64_t high64(block data) { return _mm512_movepi8_mask(data); }

static inline uint64_t prefix_xor(uint64_t bits) {
  __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits), _mm_set1_epi8((char)0xFF), 0);
  return (uint64_t)_mm_cvtsi128_si64(product);
}

static inline uint64_t extract(uint64_t bits, uint64_t mask) { return _pext_u64(bits, mask); }

/* The places of the bits, as bytes in ascending order. */
static inline __m512i places(uint64_t bits) {
  const __m512i offsets = _mm512_set_epi8(
      63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32,
      31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  return _mm512_maskz_compress_epi8(bits, offsets);
}

/* The next sixteen of the places. */
static inline __m512i drop16(__m512i packed) { return _mm512_alignr_epi32(_mm512_setzero_si512(), packed, 4); }

/* Two without asking: there are seldom more, and whether there are none or one is not to be foretold. */
static inline void list_bits(uint64_t bits, uint32_t base, uint32_t *list) {
  list[0] = base + (uint32_t)_tzcnt_u64(bits);
  bits = _blsr_u64(bits);
  list[1] = base + (uint32_t)_tzcnt_u64(bits);
  bits = _blsr_u64(bits);
  while (__builtin_expect(bits != 0, 0)) {
    list += 2;
    list[0] = base + (uint32_t)_tzcnt_u64(bits);
    bits = _blsr_u64(bits);
    list[1] = base + (uint32_t)_tzcnt_u64(bits);
    bits = _blsr_u64(bits);
  }
}

/* Few bits are the rule, so short stores come first: long ones would mostly write what the next block overwrites. */
static inline void emit(uint64_t bits, size_t at, uint32_t *starts, uint32_t *ends) {
  __m512i packed = places(bits);
  int count = __builtin_popcountll(bits);
  const __m256i base = _mm256_set1_epi32((int)(uint32_t)at);
  __m256i first = _mm256_add_epi32(base, _mm256_cvtepu8_epi32(_mm512_castsi512_si128(packed)));
  _mm256_storeu_si256((__m256i *)(void *)ends, first);
  _mm256_storeu_si256((__m256i *)(void *)(starts + 1), _mm256_add_epi32(first, _mm256_set1_epi32(1)));
  if (__builtin_expect(count <= 8, 1)) return;
  for (int written = 0; written < count; written += 16, packed = drop16(packed)) {
    __m512i next = _mm512_add_epi32(_mm512_set1_epi32((int)(uint32_t)at), _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed)));
    _mm512_storeu_si512(ends + written, next);
    _mm512_storeu_si512(starts + 1 + written, _mm512_add_epi32(next, _mm512_set1_epi32(1)));
  }
}

#include "cscan_body.h"

#pragma clang attribute pop
#else
typedef int cscan_avx512_is_elsewhere;
#endif
