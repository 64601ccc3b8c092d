/* Writes what matching reads Han letters as, one by one, for texts of nothing else: rules/tables/han-readings.bin. ICU says the same, but
   takes 70 ms to learn it. See generate/README.md.

   Layout, little-endian: u32 the first code point, u32 how many there are, u32 how many syllables; then for each code point u16, the number
   of its syllable (1-based), 0 for one that is left to ICU; then the syllables, eight bytes each, filled up with zeros. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "cicu_translit.h"

enum { FIRST = 0x3400, END = 0xA000, MOST_SYLLABLES = 1000 };

static char syllables[MOST_SYLLABLES][8];
static int count;
static uint16_t numbers[END - FIRST];

static void put(uint32_t value, int bytes) {
  for (int i = 0; i < bytes; i++) putchar((int)(value >> (8 * i) & 0xFF));
}

static int is_syllable(const uint8_t *text, int32_t length) {
  if (length < 1 || length > 8) return 0;
  for (int32_t i = 0; i < length; i++)
    if (text[i] < 'a' || text[i] > 'z') return 0;
  return 1;
}

static int number_of(const char syllable[8]) {
  for (int i = 0; i < count; i++)
    if (!memcmp(syllables[i], syllable, 8)) return i + 1;
  memcpy(syllables[count], syllable, 8);
  return ++count;
}

int main(void) {
  int32_t error = 0;
  /* As Sources/Duplicates/Matching/TextFolder.swift has it. */
  cicu_transliterator *latin =
    cicu_transliterator_open("Russian-Latin/BGN; Greek-Latin/UNGEGN; Any-Latin; Latin-ASCII; Lower", &error);
  if (!latin) return 1;
  for (UChar32 c = FIRST; c < END; c++) {
    if (!u_hasBinaryProperty(c, UCHAR_UNIFIED_IDEOGRAPH)) continue;
    uint8_t letter[4], text[64];
    int32_t length = 0;
    U8_APPEND_UNSAFE(letter, length, c);
    length = cicu_transliterate(latin, letter, length, text, sizeof text, &error);
    if (error || length > (int32_t)sizeof text || !is_syllable(text, length)) continue;
    char syllable[8] = {0};
    memcpy(syllable, text, (size_t)length);
    numbers[c - FIRST] = (uint16_t)number_of(syllable);
    if (count == MOST_SYLLABLES) return 1;
  }
  cicu_transliterator_close(latin);
  put(FIRST, 4);
  put(END - FIRST, 4);
  put((uint32_t)count, 4);
  for (int i = 0; i < END - FIRST; i++) put(numbers[i], 2);
  fwrite(syllables, 8, (size_t)count, stdout);
  return 0;
}
