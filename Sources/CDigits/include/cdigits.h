#ifndef CDIGITS_H
#define CDIGITS_H

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// What the bytes of a short text are, a bit for each: bit 0 is the first.
typedef struct {
  uint32_t digits;
  uint32_t pluses;
  uint32_t dots;
  uint32_t blanks;
  uint32_t opening;
  /// Closing parentheses and dashes, which say nothing.
  uint32_t plain;
} cdigits_kinds;

/// Copies a text of at most 32 bytes to `copy`, where zeros fill the rest, and tells what its bytes are. ASCII alone: anything else has no
/// bit.
static inline cdigits_kinds cdigits_classify(const uint8_t *text, size_t count, uint8_t copy[32]) {
  cdigits_kinds kinds = {0, 0, 0, 0, 0, 0};
  memset(copy, 0, 32);
  if (count >= 16) {
    memcpy(copy, text, 16);
    memcpy(copy + count - 16, text + count - 16, 16);
  } else if (count >= 8) {
    memcpy(copy, text, 8);
    memcpy(copy + count - 8, text + count - 8, 8);
  } else if (count >= 4) {
    memcpy(copy, text, 4);
    memcpy(copy + count - 4, text + count - 4, 4);
  } else {
    for (size_t index = 0; index < count; index++) copy[index] = text[index];
  }
#if defined(__SSE2__)
  for (int half = 0; half < 2; half++) {
    const __m128i bytes = _mm_loadu_si128((const __m128i *)(copy + 16 * half));
    const int shift = 16 * half;
#define CDIGITS_IS(byte) ((uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte))) << shift)
    // Unsigned: what is below '0' wraps around, and the lesser of it and nine is another byte.
    const __m128i values = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
    kinds.digits |= (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(values, _mm_set1_epi8(9)), values)) << shift;
    kinds.pluses |= CDIGITS_IS('+');
    kinds.dots |= CDIGITS_IS('.');
    kinds.blanks |= CDIGITS_IS(' ');
    kinds.opening |= CDIGITS_IS('(');
    kinds.plain |= CDIGITS_IS(')') | CDIGITS_IS('-');
#undef CDIGITS_IS
  }
#else
  for (int index = 0; index < 32; index++) {
    const uint8_t byte = copy[index];
    const uint32_t bit = (uint32_t)1 << index;
    if ((uint8_t)(byte - '0') < 10) kinds.digits |= bit;
    if (byte == '+') kinds.pluses |= bit;
    if (byte == '.') kinds.dots |= bit;
    if (byte == ' ') kinds.blanks |= bit;
    if (byte == '(') kinds.opening |= bit;
    if (byte == ')' || byte == '-') kinds.plain |= bit;
  }
#endif
  return kinds;
}

#endif
