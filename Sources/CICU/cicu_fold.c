#include "cicu_fold.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

/* Letters that Unicode does not decompose, and letters that keyboards of neighbours write for each other. */
static const char *base_of(UChar32 c) {
  switch (c) {
  case 0x00E6: return "ae";
  case 0x0153: return "oe";
  case 0x00F8: return "o";
  case 0x0111: case 0x00F0: return "d";
  case 0x0142: return "l";
  case 0x0127: return "h";
  case 0x0131: return "i";
  case 0x00FE: return "th";
  case 0x014B: return "n";
  case 0x0167: return "t";
  case 0x0629: return "\u0647"; /* teh marbuta, heh */
  case 0x0649: case 0x06CC: return "\u064A"; /* alef maksura, Farsi yeh, yeh */
  case 0x06A9: return "\u0643"; /* keheh, kaf */
  case 0x0640: return ""; /* tatweel */
  default: return NULL;
  }
}

/* Accents, Hebrew points and Arabic vowel marks come off; nuktas, viramas and kana voicing marks are part of the letter. */
static int is_accent(UChar32 c) {
  uint8_t class = u_getCombiningClass(c);
  return class >= 200 || (class >= 10 && class <= 35);
}

static int32_t append_base(const char *base, uint8_t *target, int32_t capacity, int32_t at) {
  for (; *base; base++, at++) {
    if (at < capacity) target[at] = (uint8_t)*base;
  }
  return at;
}

static int32_t append(UChar32 c, uint8_t *target, int32_t capacity, int32_t at) {
  if (is_accent(c)) return at;
  const char *base = base_of(c);
  if (base) return append_base(base, target, capacity, at);
  int32_t digit = u_charDigitValue(c);
  if (digit >= 0) c = '0' + digit;
  int32_t category = u_charType(c);
  if (digit < 0 && !u_isalpha(c) && category != U_NON_SPACING_MARK && category != U_COMBINING_SPACING_MARK) return at;
  uint8_t encoded[4];
  int32_t count = 0;
  U8_APPEND_UNSAFE(encoded, count, c);
  for (int32_t i = 0; i < count; i++, at++) {
    if (at < capacity) target[at] = encoded[i];
  }
  return at;
}

/* NFKC case folding, then NFD, so that accents stand alone. */
static int32_t decomposed(const UChar *text, int32_t units, UChar *folded, UChar *target, int32_t room, UErrorCode *status) {
  const UNormalizer2 *folding = unorm2_getNFKCCasefoldInstance(status);
  const UNormalizer2 *nfd = unorm2_getNFDInstance(status);
  if (U_FAILURE(*status)) return 0;
  int32_t count = unorm2_normalize(folding, text, units, folded, room, status);
  if (U_FAILURE(*status)) return 0;
  return unorm2_normalize(nfd, folded, count, target, room, status);
}

int32_t cicu_fold(const uint8_t *source, int32_t length, uint8_t *target, int32_t capacity, int32_t *error) {
  *error = 0;
  if (length <= 0) return 0;
  /* A UTF-16 unit grows at most 18-fold under NFKC (U+FDFA), and what it grew to fourfold under NFD; a cell is short. */
  size_t room = (size_t)length * 18 + 16;
  UChar *units = malloc(room * 3 * sizeof(UChar));
  if (!units) {
    *error = U_MEMORY_ALLOCATION_ERROR;
    return -1;
  }
  UChar *folded = units + room, *split = folded + room;
  UErrorCode status = U_ZERO_ERROR;
  int32_t count = 0, at = 0;
  u_strFromUTF8WithSub(units, (int32_t)room, &count, (const char *)source, length, 0xFFFD, NULL, &status);
  if (U_SUCCESS(status)) count = decomposed(units, count, folded, split, (int32_t)room, &status);
  if (U_SUCCESS(status)) {
    for (int32_t i = 0; i < count;) {
      UChar32 c;
      U16_NEXT(split, i, count, c);
      at = append(c, target, capacity, at);
    }
  } else {
    *error = status;
    at = -1;
  }
  free(units);
  return at;
}
