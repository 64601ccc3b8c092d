/* Writes how single letters fold, for a part that looks names up without ICU: rules/tables/folding.bin. See generate/README.md.

   Layout, little-endian: u32 entries, then 513 times u32, the first entry of every 256 code points and the end, then entries times u32 (code point in the low 24 bits, bytes of the folded text in the high 8),
   ascending; then entries times u32, where in the folded texts each begins; then the folded texts, UTF-8. A code point without an entry folds to itself when it is a letter or
   a mark, and to nothing otherwise. ASCII and Hangul syllables (which come apart by arithmetic) have no entries. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "cicu_fold.h"

static void put32(uint32_t value) {
  for (int i = 0; i < 4; i++) putchar((int)(value >> (8 * i) & 0xFF));
}

/* Ideographs by the ten thousand fold to themselves: left to a range check. */
static int is_ideograph(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_UNIFIED_IDEOGRAPH); }

static int32_t fold(UChar32 c, uint8_t *target, int32_t capacity) {
  uint8_t encoded[4];
  int32_t length = 0, error = 0;
  U8_APPEND_UNSAFE(encoded, length, c);
  return cicu_fold(encoded, length, target, capacity, &error);
}

static int folds_to_itself(UChar32 c, const uint8_t *folded, int32_t count) {
  uint8_t encoded[4];
  int32_t length = 0;
  U8_APPEND_UNSAFE(encoded, length, c);
  return length == count && !memcmp(encoded, folded, (size_t)count);
}

int main(void) {
  static uint32_t keys[200000], starts[200000];
  static uint8_t text[2000000];
  size_t entries = 0, used = 0;
  for (UChar32 c = 0x80; c < 0x20000; c++) {
    if ((c >= 0xD800 && c < 0xE000) || (c >= 0xAC00 && c < 0xD7A4) || is_ideograph(c)) continue;
    int32_t count = fold(c, text + used, (int32_t)(sizeof text - used));
    if (count < 0 || count > 255) continue;
    int kept = u_isalpha(c) || u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_COMBINING_SPACING_MARK;
    if (kept ? folds_to_itself(c, text + used, count) : count == 0) continue;
    starts[entries] = (uint32_t)used;
    keys[entries++] = (uint32_t)count << 24 | (uint32_t)c;
    used += (size_t)count;
  }
  put32((uint32_t)entries);
  for (uint32_t block = 0, entry = 0; block <= 512; block++) {
    while (entry < entries && (keys[entry] & 0xFFFFFF) < block << 8) entry++;
    put32(entry);
  }
  for (size_t i = 0; i < entries; i++) put32(keys[i]);
  for (size_t i = 0; i < entries; i++) put32(starts[i]);
  fwrite(text, 1, used, stdout);
  return 0;
}
