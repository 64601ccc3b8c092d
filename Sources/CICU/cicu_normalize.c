#include "cicu_normalize.h"

#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Through UTF-16: unorm2 has no UTF-8 entry in C. Names are short, so both buffers are on the stack as a rule. */
int32_t cicu_nfc(const uint8_t *source, int32_t length, uint8_t *target, int32_t capacity, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  *error = 0;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  if (U_FAILURE(status)) {
    *error = status;
    return -1;
  }
  UChar stack16[512];
  UChar stackNFC[512];
  /* A UTF-8 byte is at most one UTF-16 unit, and a unit composes or decomposes to at most 3 under NFC. */
  int32_t room16 = length + 1;
  int32_t roomNFC = 3 * length + 1;
  UChar *utf16 = room16 <= 512 ? stack16 : malloc((size_t)room16 * sizeof(UChar));
  UChar *composed = roomNFC <= 512 ? stackNFC : malloc((size_t)roomNFC * sizeof(UChar));
  int32_t needed = -1;
  if (!utf16 || !composed) {
    *error = U_MEMORY_ALLOCATION_ERROR;
  } else {
    int32_t units = 0, composedUnits = 0;
    u_strFromUTF8WithSub(utf16, room16, &units, (const char *)source, length, 0xFFFD, NULL, &status);
    composedUnits = unorm2_normalize(nfc, utf16, units, composed, roomNFC, &status);
    if (U_SUCCESS(status)) {
      u_strToUTF8WithSub((char *)target, capacity, &needed, composed, composedUnits, 0xFFFD, NULL, &status);
      if (status == U_BUFFER_OVERFLOW_ERROR) status = U_ZERO_ERROR;
    }
    if (U_FAILURE(status)) {
      *error = status;
      needed = -1;
    }
  }
  if (utf16 != stack16) free(utf16);
  if (composed != stackNFC) free(composed);
  return needed;
}
