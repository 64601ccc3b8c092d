/* The scan itself, compiled once for each kernel. The including file defines

     KERNEL(name)             the name of a function of this kernel
     block                    a type that holds 64 bytes
     block load64(const uint8_t *)
     uint64_t equal64(block, uint8_t)      bit i set where byte i equals
     uint64_t high64(block)                bit i set where byte i is 0x80 or more
     uint64_t prefix_xor(uint64_t)         bit i is the parity of bits 0...i
     void emit(uint64_t separators, size_t at, uint32_t *starts, uint32_t *ends)
                              writes, for each bit i, at + i to ends and at + i + 1 to starts + 1; may write 16 entries more
     void list_bits(uint64_t bits, uint32_t base, uint32_t *list)
                              writes, for each bit i, base + i to list; may write 16 entries more
     uint64_t extract(uint64_t bits, uint64_t mask)
                              the bits at the places of the mask's bits, closed up

   and compiles with whatever target its intrinsics need. */
#include <string.h>

#include "cscan.h"

struct masks {
  uint64_t delimiter, quote, lf, cr;
};

/* What one block hands on to the next. */
struct carry {
  uint64_t inQuotes;     /* all ones inside of quotes */
  uint64_t separator;    /* bit 0: the byte before was a separator, or none is before */
  uint64_t closingQuote; /* bit 0: the byte before was a closing quote */
};

struct structure {
  uint64_t separators; /* delimiters and line ends outside of quotes; of a CRLF its LF */
  uint64_t recordEnds; /* the line ends among them */
  uint64_t lineEnds;   /* in quotes or not */
  uint64_t crs;        /* CRs, lone or not */
  uint64_t inQuotes;
  uint64_t opening; /* quotes that open a field */
  uint64_t doubled; /* second quotes of doubled pairs */
  uint64_t malformed;
};

static inline __attribute__((always_inline)) struct structure read_structure(struct masks masks, uint64_t lfAfter,
                                                                              struct carry *carry) {
  struct structure s;
  uint64_t inQuotes = prefix_xor(masks.quote) ^ carry->inQuotes;
  uint64_t loneCR = masks.cr & ~((masks.lf >> 1) | (lfAfter << 63));
  s.inQuotes = inQuotes;
  s.crs = masks.cr;
  s.lineEnds = masks.lf | loneCR;
  s.recordEnds = s.lineEnds & ~inQuotes;
  s.separators = (masks.delimiter & ~inQuotes) | s.recordEnds;
  uint64_t open = masks.quote & inQuotes, close = masks.quote & ~inQuotes;
  uint64_t afterSeparator = (s.separators << 1) | carry->separator;
  uint64_t afterClosing = (close << 1) | carry->closingQuote;
  s.opening = open & afterSeparator;
  s.doubled = open & afterClosing;
  s.malformed = (open & ~(afterSeparator | afterClosing)) |
                (afterClosing & ~(masks.delimiter | masks.lf | masks.cr | open));
  carry->inQuotes = (uint64_t)((int64_t)inQuotes >> 63);
  carry->separator = s.separators >> 63;
  carry->closingQuote = close >> 63;
  return s;
}

static inline __attribute__((always_inline)) struct masks find_masks(block data, cscan_dialect dialect) {
  struct masks masks;
  masks.delimiter = equal64(data, dialect.delimiter);
  masks.quote = dialect.hasQuote ? equal64(data, dialect.quote) : 0;
  masks.lf = equal64(data, 0x0A);
  masks.cr = equal64(data, 0x0D);
  return masks;
}

static inline __attribute__((always_inline)) struct masks only(struct masks masks, uint64_t valid) {
  masks.delimiter &= valid;
  masks.quote &= valid;
  masks.lf &= valid;
  masks.cr &= valid;
  return masks;
}

/* The structure of a block that is followed by another byte. */
static inline __attribute__((always_inline)) struct structure whole_block(const uint8_t *at, cscan_dialect dialect,
                                                                           struct carry *carry) {
  return read_structure(find_masks(load64(at), dialect), at[64] == 0x0A, carry);
}

/* The structure of the last block, of at most 64 bytes. A CR that is the last byte of all, when more can follow, is taken to
   be half a CRLF: its record is not over yet. */
static __attribute__((noinline)) struct structure last_block(const uint8_t *at, size_t length, bool isFinal,
                                                             cscan_dialect dialect, struct carry carry) {
  uint8_t last[64] = {0};
  memcpy(last, at, length);
  struct masks masks = only(find_masks(load64(last), dialect), length == 64 ? ~0ull : (1ull << length) - 1);
  if (isFinal || length == 64) return read_structure(masks, !isFinal, &carry);
  /* An LF that is not there makes the CR before it half of a CRLF; it is taken back afterwards. */
  uint64_t pretended = 1ull << length;
  masks.lf |= pretended;
  struct structure s = read_structure(masks, 0, &carry);
  s.separators &= ~pretended;
  s.recordEnds &= ~pretended;
  s.lineEnds &= ~pretended;
  s.malformed &= ~pretended;
  return s;
}

/* How many blocks surely fit into what is free of a list. */
static inline size_t free_blocks(size_t blocks, size_t capacity, size_t count) {
  size_t room = capacity - count < cscan_slack ? 0 : (capacity - count - (cscan_slack - 64)) / 64;
  return room < blocks ? room : blocks;
}

/* Where the lists are written next. What goes on in every block has pointers of its own: five bases and five counts are more
   than there are registers. */
struct cursor {
  uint32_t *starts, *ends, *quoted, *records;
  uint64_t crs;
};

/* Notes a block's structure, up to the first malformed quote. */
static inline __attribute__((always_inline)) void note_block(struct structure s, size_t at, struct cursor *cursor,
                                                             cscan_index *list) {
  uint64_t innerLines = s.lineEnds & s.inQuotes;
  if (__builtin_expect(s.malformed != 0, 0)) {
    uint64_t before = (s.malformed & -s.malformed) - 1;
    s.separators &= before;
    s.recordEnds &= before;
    s.opening &= before;
    s.doubled &= before;
    innerLines &= before;
  }
  uint32_t fields = (uint32_t)(cursor->ends - list->ends);
  /* An opening quote stands right behind the separator that begins its field, so that one's ordinal is the field's, less one. */
  uint64_t quoted = extract(s.opening >> 1, s.separators) << 1 | (s.opening & 1);
  list_bits(quoted, fields, cursor->quoted);
  cursor->quoted += __builtin_popcountll(quoted);
  list_bits(extract(s.recordEnds, s.separators), fields + 1, cursor->records);
  cursor->records += __builtin_popcountll(s.recordEnds);
  if (__builtin_expect((s.doubled | innerLines) != 0, 0)) {
    list_bits(s.doubled, (uint32_t)at, list->doubled + list->doubledCount);
    list->doubledCount += (size_t)__builtin_popcountll(s.doubled);
    list_bits(innerLines, (uint32_t)at, list->innerLines + list->innerLineCount);
    list->innerLineCount += (size_t)__builtin_popcountll(innerLines);
  }
  cursor->crs |= s.crs;
  emit(s.separators, at, cursor->starts, cursor->ends);
  cursor->starts += __builtin_popcountll(s.separators);
  cursor->ends += __builtin_popcountll(s.separators);
}

cscan_stop KERNEL(index_records)(const uint8_t *bytes, size_t start, size_t count, bool isFinal, cscan_dialect dialect,
                                 cscan_index *index) {
  struct carry carry = {0, 1, 0};
  /* A local copy: the stores through the lists would otherwise force every field of *index to be loaded again. */
  cscan_index list = *index;
  cscan_stop stop = cscan_stop_end;
  size_t at = start;
  list.starts[list.fieldCount] = (uint32_t)start;
  while (at < count && stop == cscan_stop_end) {
    size_t blocks = (count - at + 63) / 64;
    blocks = free_blocks(blocks, list.fieldCapacity, list.fieldCount);
    blocks = free_blocks(blocks, list.recordCapacity, list.recordCount);
    blocks = free_blocks(blocks, list.quotedCapacity, list.quotedCount);
    blocks = free_blocks(blocks, list.doubledCapacity, list.doubledCount);
    blocks = free_blocks(blocks, list.innerLineCapacity, list.innerLineCount);
    if (blocks == 0) {
      stop = cscan_stop_full;
      break;
    }
    struct cursor cursor = {list.starts + list.fieldCount, list.ends + list.fieldCount, list.quoted + list.quotedCount,
                            list.records + list.recordCount, 0};
    size_t stopAt = at + 64 * blocks;
    bool hasLast = stopAt >= count;
    if (hasLast) stopAt -= 64;
    for (; at < stopAt; at += 64) {
      struct structure s = whole_block(bytes + at, dialect, &carry);
      note_block(s, at, &cursor, &list);
      if (__builtin_expect(s.malformed != 0, 0)) {
        stop = cscan_stop_malformed;
        break;
      }
    }
    if (hasLast && stop == cscan_stop_end) {
      struct structure s = last_block(bytes + at, count - at, isFinal, dialect, carry);
      note_block(s, at, &cursor, &list);
      if (s.malformed != 0) stop = cscan_stop_malformed;
      at = count;
    }
    list.fieldCount = (size_t)(cursor.ends - list.ends);
    list.quotedCount = (size_t)(cursor.quoted - list.quoted);
    list.recordCount = (size_t)(cursor.records - list.records);
    list.hasCR |= cursor.crs != 0;
  }
  *index = list;
  return stop;
}

struct line_count {
  size_t lines, ends, records;
  uint64_t afterEnd;     /* bit 0: the byte before ended a record, or none is before */
  uint64_t afterBlankCR; /* bit 0: the byte before was the CR of a line of nothing but CRLF */
  /* The last block in which a record ended. Whether one does is a coin toss for the processor, so it is kept without a branch
     and looked into only at the end. */
  size_t lastAt, lastLines;
  uint64_t lastEnds, lastLineEnds;
};

static inline __attribute__((always_inline)) void count_block(struct structure s, size_t at, struct line_count *count) {
  if (__builtin_expect(s.malformed != 0, 0)) {
    uint64_t before = (s.malformed & -s.malformed) - 1;
    s.recordEnds &= before;
    s.lineEnds &= before;
  }
  uint64_t atStart = (s.recordEnds << 1) | count->afterEnd;
  uint64_t blankCR = s.crs & atStart & ~s.recordEnds;
  uint64_t blank = s.recordEnds & (atStart | (blankCR << 1) | count->afterBlankCR);
  bool isLast = s.recordEnds != 0;
  count->lastAt = isLast ? at : count->lastAt;
  count->lastLines = isLast ? count->lines : count->lastLines;
  count->lastEnds = isLast ? s.recordEnds : count->lastEnds;
  count->lastLineEnds = isLast ? s.lineEnds : count->lastLineEnds;
  count->lines += (size_t)__builtin_popcountll(s.lineEnds);
  count->ends += (size_t)__builtin_popcountll(s.recordEnds);
  count->records += (size_t)__builtin_popcountll(s.recordEnds & ~blank);
  count->afterEnd = s.recordEnds >> 63;
  count->afterBlankCR = blankCR >> 63;
}

cscan_stop KERNEL(find_boundary)(const uint8_t *bytes, size_t start, size_t count, bool isFinal, cscan_dialect dialect,
                                 cscan_boundary *boundary) {
  struct carry carry = {0, 1, 0};
  struct line_count lines = {.afterEnd = 1, .lastAt = start};
  cscan_stop stop = cscan_stop_end;
  size_t at = start;
  for (; at + 64 < count; at += 64) {
    struct structure s = whole_block(bytes + at, dialect, &carry);
    count_block(s, at, &lines);
    if (__builtin_expect(s.malformed != 0, 0)) {
      stop = cscan_stop_malformed;
      break;
    }
  }
  if (at < count && stop == cscan_stop_end) {
    struct structure s = last_block(bytes + at, count - at, isFinal, dialect, carry);
    count_block(s, at, &lines);
    if (s.malformed != 0) stop = cscan_stop_malformed;
  }
  *boundary = (cscan_boundary){start, 0, 0, 0};
  if (lines.lastEnds) {
    int top = 63 - __builtin_clzll(lines.lastEnds);
    boundary->end = lines.lastAt + (size_t)top + 1;
    boundary->lines = lines.lastLines + (size_t)__builtin_popcountll(lines.lastLineEnds & (~0ull >> (63 - top)));
    boundary->records = lines.records;
    boundary->blankLines = lines.ends - lines.records;
  }
  return stop;
}

cscan_text KERNEL(inspect)(const uint8_t *bytes, size_t count) {
  uint64_t high = 0, nul = 0;
  size_t at = 0;
  for (; at + 64 <= count; at += 64) {
    block data = load64(bytes + at);
    high |= high64(data);
    nul |= equal64(data, 0);
  }
  if (at < count) {
    uint8_t last[64];
    memset(last, 0x20, sizeof last);
    memcpy(last, bytes + at, count - at);
    block data = load64(last);
    high |= high64(data);
    nul |= equal64(data, 0);
  }
  return (cscan_text){.isASCII = high == 0, .hasNUL = nul != 0};
}

bool KERNEL(needs_quotes)(const uint8_t *bytes, size_t count, uint8_t delimiter) {
  size_t at = 0;
  for (; at + 64 <= count; at += 64) {
    block data = load64(bytes + at);
    if (equal64(data, delimiter) | equal64(data, 0x22) | equal64(data, 0x0A) | equal64(data, 0x0D)) return true;
  }
  if (at == count) return false;
  uint8_t last[64] = {0};
  memcpy(last, bytes + at, count - at);
  block data = load64(last);
  uint64_t found = equal64(data, delimiter) | equal64(data, 0x22) | equal64(data, 0x0A) | equal64(data, 0x0D);
  return (found & ((1ull << (count - at)) - 1)) != 0;
}

/* Whole blocks of ASCII are passed over here; what is left is for the slower check. */
size_t KERNEL(ascii_prefix)(const uint8_t *bytes, size_t count) {
  size_t at = 0;
  while (at + 64 <= count && high64(load64(bytes + at)) == 0) at += 64;
  return at;
}
