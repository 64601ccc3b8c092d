#ifndef CDIGITS_H
#define CDIGITS_H

#include <stddef.h>
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

enum {
  /// The longest text that is looked at.
  cdigits_longest = 32,
  /// How many bytes have to be there from the text's beginning on, whatever its length.
  cdigits_readable = 48,
};

/// Tells what the bytes of a text are that has 1 to 32 of them. ASCII alone: anything else has no bit. Reads 32.
static inline cdigits_kinds cdigits_classify(const uint8_t *text, size_t count) {
  cdigits_kinds kinds = {0, 0, 0, 0, 0, 0};
  const uint32_t all = UINT32_MAX >> (32 - count);
#if defined(__SSE2__)
  for (int half = 0; half < 2; half++) {
    const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text + 16 * half));
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
  for (size_t index = 0; index < count; index++) {
    const uint8_t byte = text[index];
    const uint32_t bit = (uint32_t)1 << index;
    if ((uint8_t)(byte - '0') < 10) kinds.digits |= bit;
    if (byte == '+') kinds.pluses |= bit;
    if (byte == '.') kinds.dots |= bit;
    if (byte == ' ') kinds.blanks |= bit;
    if (byte == '(') kinds.opening |= bit;
    if (byte == ')' || byte == '-') kinds.plain |= bit;
  }
#endif
  kinds.digits &= all;
  kinds.pluses &= all;
  kinds.dots &= all;
  kinds.blanks &= all;
  kinds.opening &= all;
  kinds.plain &= all;
  return kinds;
}

/// Copies sixteen bytes without their upper halves, which makes values of digits.
static inline void cdigits_copy_values(const uint8_t *text, uint8_t *target) {
  uint64_t words[2];
  memcpy(words, text, 16);
  words[0] &= 0x0F0F0F0F0F0F0F0F;
  words[1] &= 0x0F0F0F0F0F0F0F0F;
  memcpy(target, words, 16);
}

/// Puts the values of those bytes side by side for which there is a bit, which are digits, and returns how many they are. Digits that stand
/// side by side already are taken at once: reads 48 bytes from the text's beginning on at most, and `target` has room for as many.
static inline size_t cdigits_gather(uint32_t digits, const uint8_t *text, uint8_t *target) {
  size_t count = 0;
  uint64_t rest = digits;
  while (rest != 0) {
    const int first = __builtin_ctzll(rest);
    const uint64_t behind = rest + (rest & (0 - rest));
    const int length = __builtin_ctzll(behind) - first;
    cdigits_copy_values(text + first, target + count);
    if (length > 16) cdigits_copy_values(text + first + 16, target + count + 16);
    count += (size_t)length;
    rest &= behind;
  }
  return count;
}

#endif
