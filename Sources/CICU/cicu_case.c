#include "cicu_case.h"

#include <unicode/ubrk.h>
#include <unicode/ucasemap.h>

static UCaseMap *map_of(cicu_case_map *map) { return (UCaseMap *)map; }

cicu_case_map *cicu_case_map_open(const char *locale, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  UCaseMap *map = ucasemap_open(locale, 0, &status);
  *error = U_FAILURE(status) ? status : 0;
  return (cicu_case_map *)map;
}

void cicu_case_map_close(cicu_case_map *map) { ucasemap_close(map_of(map)); }

/* A preflight (no room) is an answer, not a failure: ICU then still says how many bytes it needs. */
static int32_t settle(int32_t needed, UErrorCode status, int32_t *error) {
  if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) {
    *error = status;
    return -1;
  }
  *error = 0;
  return needed;
}

int32_t cicu_case_map_title(cicu_case_map *map, const uint8_t *source, int32_t length, uint8_t *target,
                            int32_t capacity, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t needed = ucasemap_utf8ToTitle(map_of(map), (char *)target, capacity, (const char *)source, length, &status);
  return settle(needed, status, error);
}

int32_t cicu_case_map_upper(cicu_case_map *map, const uint8_t *source, int32_t length, uint8_t *target,
                            int32_t capacity, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t needed = ucasemap_utf8ToUpper(map_of(map), (char *)target, capacity, (const char *)source, length, &status);
  return settle(needed, status, error);
}

int32_t cicu_case_map_lower(cicu_case_map *map, const uint8_t *source, int32_t length, uint8_t *target,
                            int32_t capacity, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t needed = ucasemap_utf8ToLower(map_of(map), (char *)target, capacity, (const char *)source, length, &status);
  return settle(needed, status, error);
}
