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

/* The structure of the block at `at`, the last one perhaps shorter than 64 bytes. A CR that is the last byte of all, when
   more can follow, is taken to be half a CRLF: its record is not over yet. */
static inline __attribute__((always_inline)) struct structure next_structure(const uint8_t *bytes, size_t at, size_t count,
                                                                              bool isFinal, cscan_dialect dialect,
                                                                              struct carry *carry) {
  if (count - at > 64) return read_structure(find_masks(load64(bytes + at), dialect), bytes[at + 64] == 0x0A, carry);
  uint8_t last[64] = {0};
  size_t length = count - at;
  memcpy(last, bytes + at, length);
  struct masks masks = only(find_masks(load64(last), dialect), length == 64 ? ~0ull : (1ull << length) - 1);
  if (isFinal || length == 64) return read_structure(masks, !isFinal, carry);
  /* An LF that is not there makes the CR before it half of a CRLF; it is taken back afterwards. */
  uint64_t pretended = 1ull << length;
  masks.lf |= pretended;
  struct structure s = read_structure(masks, 0, carry);
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

cscan_stop KERNEL(index_records)(const uint8_t *bytes, size_t start, size_t count, bool isFinal, cscan_dialect dialect,
                                 cscan_index *index) {
  struct carry carry = {0, 1, 0};
  /* Local copies: the stores through the lists would otherwise force every field of *index to be loaded again. */
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
    for (; blocks > 0; blocks--, at += 64) {
      struct structure s = next_structure(bytes, at, count, isFinal, dialect, &carry);
      uint64_t innerLines = s.lineEnds & s.inQuotes;
      if (__builtin_expect(s.malformed != 0, 0)) {
        uint64_t before = (s.malformed & -s.malformed) - 1;
        s.separators &= before;
        s.recordEnds &= before;
        s.opening &= before;
        s.doubled &= before;
        innerLines &= before;
        stop = cscan_stop_malformed;
      }
      uint32_t fields = (uint32_t)list.fieldCount;
      /* An opening quote stands right behind the separator that begins its field, so that one's ordinal is the field's, less one. */
      uint64_t quoted = extract(s.opening >> 1, s.separators) << 1 | (s.opening & 1);
      list_bits(quoted, fields, list.quoted + list.quotedCount);
      list.quotedCount += (size_t)__builtin_popcountll(quoted);
      list_bits(extract(s.recordEnds, s.separators), fields + 1, list.records + list.recordCount);
      list.recordCount += (size_t)__builtin_popcountll(s.recordEnds);
      if (s.doubled | innerLines) {
        list_bits(s.doubled, (uint32_t)at, list.doubled + list.doubledCount);
        list.doubledCount += (size_t)__builtin_popcountll(s.doubled);
        list_bits(innerLines, (uint32_t)at, list.innerLines + list.innerLineCount);
        list.innerLineCount += (size_t)__builtin_popcountll(innerLines);
      }
      emit(s.separators, at, list.starts + list.fieldCount, list.ends + list.fieldCount);
      list.fieldCount += (size_t)__builtin_popcountll(s.separators);
      if (__builtin_expect(stop == cscan_stop_malformed, 0)) break;
    }
  }
  *index = list;
  return stop;
}

cscan_stop KERNEL(find_boundary)(const uint8_t *bytes, size_t start, size_t count, bool isFinal, cscan_dialect dialect,
                                 cscan_boundary *boundary) {
  struct carry carry = {0, 1, 0};
  cscan_boundary found = {start, 0, 0, 0};
  size_t lines = 0;
  uint64_t afterEnd = 1;    /* bit 0: the byte before ended a record, or none is before */
  uint64_t afterBlankCR = 0; /* bit 0: the byte before was the CR of a line of nothing but CRLF */
  cscan_stop stop = cscan_stop_end;
  for (size_t at = start; at < count; at += 64) {
    struct structure s = next_structure(bytes, at, count, isFinal, dialect, &carry);
    if (s.malformed) {
      uint64_t before = (s.malformed & -s.malformed) - 1;
      s.recordEnds &= before;
      s.lineEnds &= before;
      stop = cscan_stop_malformed;
    }
    uint64_t atStart = (s.recordEnds << 1) | afterEnd;
    uint64_t blankCR = s.crs & atStart & ~s.recordEnds;
    uint64_t blank = s.recordEnds & (atStart | (blankCR << 1) | afterBlankCR);
    if (s.recordEnds) {
      int top = 63 - __builtin_clzll(s.recordEnds);
      uint64_t upTo = top == 63 ? ~0ull : (1ull << (top + 1)) - 1;
      found.end = at + (size_t)top + 1;
      found.lines = lines + (size_t)__builtin_popcountll(s.lineEnds & upTo);
      found.records += (size_t)__builtin_popcountll(s.recordEnds & ~blank);
      found.blankLines += (size_t)__builtin_popcountll(blank);
    }
    lines += (size_t)__builtin_popcountll(s.lineEnds);
    afterEnd = s.recordEnds >> 63;
    afterBlankCR = blankCR >> 63;
    if (stop == cscan_stop_malformed) break;
  }
  *boundary = found;
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
