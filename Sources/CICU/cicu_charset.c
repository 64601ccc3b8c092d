#include "cicu_charset.h"

#include <unicode/ucnv.h>

cicu_converter *cicu_converter_open(const char *charset, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(charset, &status);
  *error = U_FAILURE(status) ? status : 0;
  return (cicu_converter *)converter;
}

void cicu_converter_close(cicu_converter *converter) { ucnv_close((UConverter *)converter); }
