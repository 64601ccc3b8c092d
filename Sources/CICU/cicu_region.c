#include "cicu_region.h"

#include <stdio.h>
#include <unicode/uloc.h>
#include <unicode/uldnames.h>
#include <unicode/ustring.h>

int32_t cicu_locale_count(void) { return uloc_countAvailable(); }

const char *cicu_locale_id(int32_t index) { return index < uloc_countAvailable() ? uloc_getAvailable(index) : NULL; }

/* `name` as UTF-8; 0 where ICU took its default. */
static int32_t in_utf8(const UChar *name, int32_t units, UErrorCode status, uint8_t *target, int32_t capacity, int32_t *error) {
  *error = 0;
  if (U_FAILURE(status)) {
    *error = status;
    return -1;
  }
  if (status == U_USING_DEFAULT_WARNING) return 0;
  int32_t needed = 0;
  status = U_ZERO_ERROR;
  u_strToUTF8((char *)target, capacity, &needed, name, units, &status);
  if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) {
    *error = status;
    return -1;
  }
  return needed;
}

int32_t cicu_region_name(const char *region, const char *locale, uint8_t *target, int32_t capacity, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  char identifier[16];
  UChar name[256];
  snprintf(identifier, sizeof identifier, "und_%.8s", region);
  int32_t units = uloc_getDisplayCountry(identifier, locale, name, 256, &status);
  return in_utf8(name, units, status, target, capacity, error);
}

int32_t cicu_locale_name(const char *tag, const char *locale, uint8_t *target, int32_t capacity, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  UChar name[256];
  int32_t units = uloc_getDisplayName(tag, locale, name, 256, &status);
  return in_utf8(name, units, status, target, capacity, error);
}
