#include "cicu_spoof.h"

#include <unicode/uspoof.h>

cicu_spoof_checker *cicu_spoof_open(int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  USpoofChecker *checker = uspoof_open(&status);
  if (U_SUCCESS(status)) {
    uspoof_setChecks(checker, USPOOF_RESTRICTION_LEVEL, &status);
    uspoof_setRestrictionLevel(checker, USPOOF_HIGHLY_RESTRICTIVE);
  }
  *error = U_FAILURE(status) ? status : 0;
  if (U_FAILURE(status) && checker) {
    uspoof_close(checker);
    return NULL;
  }
  return (cicu_spoof_checker *)checker;
}

void cicu_spoof_close(cicu_spoof_checker *checker) { uspoof_close((USpoofChecker *)checker); }

int32_t cicu_spoof_mixes_scripts(const cicu_spoof_checker *checker, const uint8_t *text, int32_t length, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t failed = uspoof_checkUTF8((const USpoofChecker *)checker, (const char *)text, length, NULL, &status);
  *error = U_FAILURE(status) ? status : 0;
  return U_FAILURE(status) ? -1 : failed != 0;
}
