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

/* UTF-8 by looking up three nibbles, after John Keiser and Daniel Lemire, "Validating UTF-8 in less than one instruction
   per byte" (2021). A bit for each way in which two bytes in a row can be wrong; it stays where all three nibbles allow it. */
enum {
  too_short = 1 << 0,
  too_long = 1 << 1,
  overlong_3 = 1 << 2,
  too_large = 1 << 3,
  surrogate = 1 << 4,
  overlong_2 = 1 << 5,
  too_large_1000 = 1 << 6,
  overlong_4 = 1 << 6,
  two_continuations = 1 << 7,
  carried = too_short | too_long | two_continuations,
};

#define TWICE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

static inline __m256i before(__m256i data, __m256i previous, const int count) {
  __m256i seam = _mm256_permute2x128_si256(previous, data, 0x21);
  switch (count) {
    case 1: return _mm256_alignr_epi8(data, seam, 15);
    case 2: return _mm256_alignr_epi8(data, seam, 14);
    default: return _mm256_alignr_epi8(data, seam, 13);
  }
}

static inline __m256i nibble(__m256i data) { return _mm256_and_si256(_mm256_srli_epi16(data, 4), _mm256_set1_epi8(0x0F)); }

static inline __m256i errors(__m256i data, __m256i previous) {
  const __m256i first_high = TWICE(
      too_long, too_long, too_long, too_long, too_long, too_long, too_long, too_long, (char)two_continuations,
      (char)two_continuations, (char)two_continuations, (char)two_continuations, too_short | overlong_2, too_short,
      too_short | overlong_3 | surrogate, too_short | too_large | too_large_1000 | overlong_4);
  const __m256i first_low = TWICE(
      (char)(carried | overlong_3 | overlong_2 | overlong_4), (char)(carried | overlong_2), (char)carried, (char)carried,
      (char)(carried | too_large), (char)(carried | too_large | too_large_1000), (char)(carried | too_large | too_large_1000),
      (char)(carried | too_large | too_large_1000), (char)(carried | too_large | too_large_1000),
      (char)(carried | too_large | too_large_1000), (char)(carried | too_large | too_large_1000),
      (char)(carried | too_large | too_large_1000), (char)(carried | too_large | too_large_1000),
      (char)(carried | too_large | too_large_1000 | surrogate), (char)(carried | too_large | too_large_1000),
      (char)(carried | too_large | too_large_1000));
  const __m256i second_high = TWICE(
      too_short, too_short, too_short, too_short, too_short, too_short, too_short, too_short,
      (char)(too_long | overlong_2 | two_continuations | overlong_3 | too_large_1000 | overlong_4),
      (char)(too_long | overlong_2 | two_continuations | overlong_3 | too_large),
      (char)(too_long | overlong_2 | two_continuations | surrogate | too_large),
      (char)(too_long | overlong_2 | two_continuations | surrogate | too_large), too_short, too_short, too_short, too_short);
  __m256i one = before(data, previous, 1);
  __m256i pairs = _mm256_and_si256(
      _mm256_and_si256(_mm256_shuffle_epi8(first_high, nibble(one)),
                       _mm256_shuffle_epi8(first_low, _mm256_and_si256(one, _mm256_set1_epi8(0x0F)))),
      _mm256_shuffle_epi8(second_high, nibble(data)));
  /* Where a third or fourth byte has to be, two continuations in a row are right and anything else is wrong. */
  __m256i third = _mm256_subs_epu8(before(data, previous, 2), _mm256_set1_epi8(0xE0 - 0x80));
  __m256i fourth = _mm256_subs_epu8(before(data, previous, 3), _mm256_set1_epi8((char)(0xF0 - 0x80)));
  __m256i expected = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
  return _mm256_xor_si256(expected, pairs);
}

/* The number of leading bytes, in whole sequences and about whole blocks, that are well-formed UTF-8 for sure. */
size_t cscan_avx2_utf8_prefix(const uint8_t *bytes, size_t count) {
  __m256i previous = _mm256_setzero_si256();
  size_t at = 0;
  for (; at + 64 <= count; at += 64) {
    block data = load64(bytes + at);
    __m256i wrong;
    if (high64(data) == 0) {
      /* The sequence at the end of the block before, if it lacks bytes, is followed by ASCII. */
      wrong = errors(data.low, previous);
    } else {
      wrong = _mm256_or_si256(errors(data.low, previous), errors(data.high, data.low));
    }
    if (!_mm256_testz_si256(wrong, wrong)) break;
    previous = data.high;
  }
  /* A sequence that crosses the end is not known to be whole. */
  for (size_t back = 1; back <= 3 && back <= at; back++) {
    uint8_t byte = bytes[at - back];
    if (byte < 0x80) break;
    if (byte >= 0xC0) {
      size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
      return length > back ? at - back : at;
    }
  }
  return at;
}

#pragma clang attribute pop
#else
typedef int cscan_avx2_is_elsewhere;
#endif
