#include "cscan.h"

#define DECLARE(kernel)                                                                                                     \
  cscan_stop cscan_##kernel##_index_records(const uint8_t *, size_t, size_t, bool, cscan_dialect, cscan_index *);           \
  cscan_stop cscan_##kernel##_find_boundary(const uint8_t *, size_t, size_t, bool, cscan_dialect, cscan_boundary *);        \
  cscan_text cscan_##kernel##_inspect(const uint8_t *, size_t);                                                             \
  bool cscan_##kernel##_needs_quotes(const uint8_t *, size_t, uint8_t);                                                     \
  size_t cscan_##kernel##_ascii_prefix(const uint8_t *, size_t);

DECLARE(portable)
#if defined(__x86_64__)
DECLARE(sse2)
DECLARE(avx2)
size_t cscan_avx2_utf8_prefix(const uint8_t *, size_t);
DECLARE(avx512)
#define ON_KERNEL(kernel, call)                  \
  switch (kernel) {                              \
    case cscan_sse2: return cscan_sse2_##call;   \
    case cscan_avx2: return cscan_avx2_##call;   \
    case cscan_avx512: return cscan_avx512_##call; \
    default: return cscan_portable_##call;       \
  }
#elif defined(__aarch64__)
DECLARE(neon)
#define ON_KERNEL(kernel, call)                \
  switch (kernel) {                            \
    case cscan_neon: return cscan_neon_##call; \
    default: return cscan_portable_##call;     \
  }
#else
#define ON_KERNEL(kernel, call) return cscan_portable_##call;
#endif

bool cscan_is_supported(cscan_kernel kernel) {
  switch (kernel) {
    case cscan_portable: return true;
#if defined(__x86_64__)
    case cscan_sse2: return true;
    case cscan_avx2:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("bmi") &&
             __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
    case cscan_avx512:
      return cscan_is_supported(cscan_avx2) && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
             __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi2");
#elif defined(__aarch64__)
    case cscan_neon: return true;
#endif
    default: return false;
  }
}

cscan_kernel cscan_best(void) {
  for (int kernel = cscan_kernel_count - 1; kernel > cscan_portable; kernel--) {
    if (cscan_is_supported((cscan_kernel)kernel)) return (cscan_kernel)kernel;
  }
  return cscan_portable;
}

cscan_stop cscan_index_records(cscan_kernel kernel, const uint8_t *bytes, size_t start, size_t count, bool isFinal,
                               cscan_dialect dialect, cscan_index *index) {
  ON_KERNEL(kernel, index_records(bytes, start, count, isFinal, dialect, index))
}

cscan_stop cscan_find_boundary(cscan_kernel kernel, const uint8_t *bytes, size_t start, size_t count, bool isFinal,
                               cscan_dialect dialect, cscan_boundary *boundary) {
  ON_KERNEL(kernel, find_boundary(bytes, start, count, isFinal, dialect, boundary))
}

cscan_text cscan_inspect(cscan_kernel kernel, const uint8_t *bytes, size_t count) {
  ON_KERNEL(kernel, inspect(bytes, count))
}

bool cscan_needs_quotes(cscan_kernel kernel, const uint8_t *bytes, size_t count, uint8_t delimiter) {
  ON_KERNEL(kernel, needs_quotes(bytes, count, delimiter))
}

/* Leading bytes that are well-formed for sure; where there is no kernel for more, the blocks of ASCII. */
static size_t valid_prefix(cscan_kernel kernel, const uint8_t *bytes, size_t count) {
#if defined(__x86_64__)
  if (kernel == cscan_avx2 || kernel == cscan_avx512) return cscan_avx2_utf8_prefix(bytes, count);
#endif
  ON_KERNEL(kernel, ascii_prefix(bytes, count))
}

/* The length of the well-formed sequence that opens the bytes, 0 when there is none (Unicode 15, table 3-7). */
static size_t sequence(const uint8_t *bytes, size_t count) {
  uint8_t first = bytes[0];
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (count < length) return 0;
  uint8_t lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  uint8_t highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (bytes[1] < lowest || bytes[1] > highest) return 0;
  for (size_t i = 2; i < length; i++) {
    if ((bytes[i] & 0xC0) != 0x80) return 0;
  }
  return length;
}

size_t cscan_valid_utf8(cscan_kernel kernel, const uint8_t *bytes, size_t count) {
  size_t at = 0;
  while (at < count) {
    at += valid_prefix(kernel, bytes + at, count - at);
    /* To the end of this block, or of the sequence that crosses it. */
    size_t end = count - at < 64 ? count : at + 64;
    while (at < end) {
      size_t length = sequence(bytes + at, count - at);
      if (length == 0) return at;
      at += length;
    }
  }
  return at;
}
