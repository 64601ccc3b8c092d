#ifndef CSCAN_H
#define CSCAN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The structural scan: delimiters, quotes and line ends found 64 bytes at a time, as bit masks, with a kernel per
   instruction set. It reads strict RFC 4180 and nothing else. At the first quote that stands where the RFC allows none it
   stops, and whoever called decides what that record means. */

/* A kernel; larger is faster. Use cscan_best(), or any that cscan_is_supported(). */
typedef enum cscan_kernel {
  cscan_portable = 0,
  cscan_sse2 = 1,
  cscan_avx2 = 2,
  cscan_avx512 = 3,
  cscan_neon = 4,
  cscan_kernel_count = 5,
} cscan_kernel;

bool cscan_is_supported(cscan_kernel kernel);
/* The fastest kernel of this processor. */
cscan_kernel cscan_best(void);

/* How records are written. There is a quote only when hasQuote; LF, CRLF and a lone CR all end a record. */
typedef struct cscan_dialect {
  uint8_t delimiter;
  uint8_t quote;
  bool hasQuote;
} cscan_dialect;

typedef enum cscan_stop {
  /* All bytes were looked at. */
  cscan_stop_end = 0,
  /* A list is full: take what is there and call again. */
  cscan_stop_full = 1,
  /* A quote stands where RFC 4180 allows none, in the record after the last one that was found. */
  cscan_stop_malformed = 2,
} cscan_stop;

/* Lists that the scan fills; all are the caller's. Every position is an offset into the bytes that were scanned. A list has
   room for `capacity` entries and is left alone when fewer than cscan_slack are free. */
enum { cscan_slack = 80 };

typedef struct cscan_index {
  /* Where each field's text begins and ends, quotes included; at a record's end before its line end, but for the CR of a CRLF. */
  uint32_t *_Nonnull starts;
  uint32_t *_Nonnull ends;
  size_t fieldCount, fieldCapacity;
  /* For each record, the number of fields up to and with it. */
  uint32_t *_Nonnull records;
  size_t recordCount, recordCapacity;
  /* The fields that are quoted, as indices of starts and ends. */
  uint32_t *_Nonnull quoted;
  size_t quotedCount, quotedCapacity;
  /* The second quote of each doubled pair. */
  uint32_t *_Nonnull doubled;
  size_t doubledCount, doubledCapacity;
  /* Line ends inside of quotes; of a CRLF its LF. */
  uint32_t *_Nonnull innerLines;
  size_t innerLineCount, innerLineCapacity;
  /* Set when there is a CR anywhere; without one no field ends before a CRLF. */
  bool hasCR;
} cscan_index;

/* Scans bytes[start..<count], which begin with a record, and appends to the lists. starts[fieldCount] is written ahead.
   isFinal: no byte can follow, so that a CR at the very end is a line end. Stops for "full" before a list runs over. */
cscan_stop cscan_index_records(cscan_kernel kernel, const uint8_t *_Nonnull bytes, size_t start, size_t count, bool isFinal,
                               cscan_dialect dialect, cscan_index *_Nonnull index);

/* Where records end, without their fields. */
typedef struct cscan_boundary {
  /* The end of the last whole record, its line end included; `start` when there is none. */
  size_t end;
  /* Up to there: line ends, in quotes or not; records; and lines without a byte, which are none. */
  size_t lines;
  size_t records;
  size_t blankLines;
} cscan_boundary;

/* Finds the last record end in bytes[start..<count], which begin with a record. Stops for "malformed" or "end". */
cscan_stop cscan_find_boundary(cscan_kernel kernel, const uint8_t *_Nonnull bytes, size_t start, size_t count, bool isFinal,
                               cscan_dialect dialect, cscan_boundary *_Nonnull boundary);

/* What the bytes of a text are like, all told. */
typedef struct cscan_text {
  bool isASCII;
  bool hasNUL;
} cscan_text;

cscan_text cscan_inspect(cscan_kernel kernel, const uint8_t *_Nonnull bytes, size_t count);

/* The number of leading bytes that are well-formed UTF-8 (Unicode 15, table 3-7); count when all are. */
size_t cscan_valid_utf8(cscan_kernel kernel, const uint8_t *_Nonnull bytes, size_t count);

/* Whether a field needs quotes when it is written: it holds a delimiter, a quote, CR or LF. */
bool cscan_needs_quotes(cscan_kernel kernel, const uint8_t *_Nonnull bytes, size_t count, uint8_t delimiter);

/* The same for at least 16 bytes and not many more: inline and with the vectors that every processor has, where calling a kernel
   would cost more than looking. */
static inline bool cscan_short_needs_quotes(const uint8_t *_Nonnull bytes, size_t count, uint8_t delimiter) {
  typedef uint8_t vector __attribute__((vector_size(16)));
  vector found = {0};
  for (size_t i = 0;; i += 16) {
    vector part;
    /* The last 16, some of them for the second time. */
    if (i + 16 > count) i = count - 16;
    __builtin_memcpy(&part, bytes + i, 16);
    found |= (vector)(part == delimiter) | (vector)(part == '"') | (vector)(part == '\r') | (vector)(part == '\n');
    if (i + 16 == count) break;
  }
  uint64_t halves[2];
  __builtin_memcpy(halves, &found, 16);
  return (halves[0] | halves[1]) != 0;
}

/* The same for at most 32 bytes of which 32 can be read, whatever stands behind them: without asking how many there are. */
static inline bool cscan_front_needs_quotes(const uint8_t *_Nonnull bytes, size_t count, uint8_t delimiter) {
  typedef int8_t vector __attribute__((vector_size(16)));
  const vector places = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  const vector end = (vector){0} + (int8_t)count;
  vector found = {0};
  for (int half = 0; half < 2; half++) {
    vector part;
    __builtin_memcpy(&part, bytes + 16 * half, 16);
    found |= ((vector)(part == (int8_t)delimiter) | (vector)(part == '"') | (vector)(part == '\r') | (vector)(part == '\n')) &
             (vector)(places + (int8_t)(16 * half) < end);
  }
  uint64_t halves[2];
  __builtin_memcpy(halves, &found, 16);
  return (halves[0] | halves[1]) != 0;
}

/* Whether so many delimiters are all that a line has of what a field would have to stand in quotes for: no quote, no line end, and no
   delimiter more. 63 bytes behind the line may be read, and none of them is one of those: 64 at a time, whatever its length. */
static inline bool cscan_padded_has_only(const uint8_t *_Nonnull bytes, size_t count, uint8_t delimiter, size_t delimiters) {
  typedef uint8_t vector __attribute__((vector_size(16)));
  vector others = {0};
  size_t found = 0;
  for (size_t i = 0; i < count; i += 64) {
    vector here = {0};
    for (size_t j = 0; j < 64; j += 16) {
      vector part;
      __builtin_memcpy(&part, bytes + i + j, 16);
      here -= (vector)(part == delimiter);
      others |= (vector)(part == '"') | (vector)(part == '\r') | (vector)(part == '\n');
    }
    /* Each of the 16 has counted to four at most, so that their sum is a byte's. */
    uint64_t counts[2];
    __builtin_memcpy(counts, &here, 16);
    found += (counts[0] + counts[1]) * 0x0101010101010101 >> 56;
  }
  uint64_t halves[2];
  __builtin_memcpy(halves, &others, 16);
  return found == delimiters && (halves[0] | halves[1]) == 0;
}
#endif
