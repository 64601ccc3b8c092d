#include "cicu_translit.h"

#include <stdlib.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

cicu_transliterator *cicu_transliterator_open(const char *identifier, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  UChar id[256];
  int32_t units = 0;
  u_strFromUTF8(id, 256, &units, identifier, -1, &status);
  UTransliterator *opened = U_SUCCESS(status) ? utrans_openU(id, units, UTRANS_FORWARD, NULL, 0, NULL, &status) : NULL;
  *error = U_FAILURE(status) ? status : 0;
  return (cicu_transliterator *)opened;
}

void cicu_transliterator_close(cicu_transliterator *transliterator) { utrans_close((UTransliterator *)transliterator); }

/* utrans works in place and reports an overflow with the length it wants, after which the text is spoiled: so the
   source is copied in again, into a buffer of that length. */
int32_t cicu_transliterate(cicu_transliterator *transliterator, const uint8_t *source, int32_t length, uint8_t *target,
                           int32_t capacity, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  UChar stack[512];
  UChar *text = stack;
  int32_t room = 512, units = 0, needed = -1;
  *error = 0;
  if (8 * (int64_t)length + 16 > room) {
    room = length > 100000000 ? 0 : 8 * length + 16;
    text = room ? malloc((size_t)room * sizeof(UChar)) : NULL;
  }
  for (int attempt = 0; text && attempt < 2; attempt++) {
    status = U_ZERO_ERROR;
    u_strFromUTF8WithSub(text, room, &units, (const char *)source, length, 0xFFFD, NULL, &status);
    int32_t limit = units;
    if (U_SUCCESS(status)) utrans_transUChars((const UTransliterator *)transliterator, text, &units, room, 0, &limit, &status);
    if (status != U_BUFFER_OVERFLOW_ERROR || attempt == 1) break;
    UChar *larger = malloc(((size_t)units + 16) * sizeof(UChar));
    if (text != stack) free(text);
    text = larger;
    room = units + 16;
  }
  if (!text) {
    *error = U_MEMORY_ALLOCATION_ERROR;
    return -1;
  }
  if (U_SUCCESS(status)) {
    u_strToUTF8WithSub((char *)target, capacity, &needed, text, units, 0xFFFD, NULL, &status);
    if (status == U_BUFFER_OVERFLOW_ERROR) status = U_ZERO_ERROR;
  }
  if (U_FAILURE(status)) {
    *error = status;
    needed = -1;
  }
  if (text != stack) free(text);
  return needed;
}
