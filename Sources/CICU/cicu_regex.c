#include "cicu_regex.h"

#include <stdlib.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>

/* UTF-16 of UTF-8, which the caller frees; NULL without memory. A byte is at most one unit. */
static UChar *utf16(const uint8_t *text, int32_t length, int32_t *units, UErrorCode *status) {
  UChar *buffer = malloc(((size_t)length + 1) * sizeof(UChar));
  if (!buffer) {
    *status = U_MEMORY_ALLOCATION_ERROR;
    return NULL;
  }
  u_strFromUTF8WithSub(buffer, length + 1, units, (const char *)text, length, 0xFFFD, NULL, status);
  return buffer;
}

cicu_regex *cicu_regex_open(const uint8_t *pattern, int32_t length, int32_t limit, int32_t *offset, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError place = {0};
  int32_t units = 0;
  UChar *buffer = utf16(pattern, length, &units, &status);
  URegularExpression *regex = U_SUCCESS(status) ? uregex_open(buffer, units, 0, &place, &status) : NULL;
  if (regex) uregex_setTimeLimit(regex, limit, &status);
  free(buffer);
  *offset = place.offset;
  *error = U_FAILURE(status) ? status : 0;
  return (cicu_regex *)regex;
}

void cicu_regex_close(cicu_regex *regex) { uregex_close((URegularExpression *)regex); }

int32_t cicu_regex_matches(cicu_regex *regex, const uint8_t *text, int32_t length, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t units = 0;
  UChar *buffer = utf16(text, length, &units, &status);
  UBool matches = 0;
  if (U_SUCCESS(status)) {
    uregex_setText((URegularExpression *)regex, buffer, units, &status);
    matches = uregex_matches((URegularExpression *)regex, 0, &status);
  }
  free(buffer);
  *error = U_FAILURE(status) ? status : 0;
  return U_FAILURE(status) ? -1 : matches != 0;
}
