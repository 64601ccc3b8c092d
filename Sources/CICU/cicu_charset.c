#include "cicu_charset.h"

#include <stdlib.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

enum { pivot_units = 4096 };

struct cicu_converter {
  UConverter *from;
  UConverter *utf8;
  UChar *pivotRead;
  UChar *pivotWrite;
  UBool isFresh;
  UChar pivot[pivot_units];
};

cicu_converter *cicu_converter_open(const char *charset, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  cicu_converter *converter = calloc(1, sizeof *converter);
  if (!converter) {
    *error = U_MEMORY_ALLOCATION_ERROR;
    return NULL;
  }
  converter->from = ucnv_open(charset, &status);
  converter->utf8 = ucnv_open("UTF-8", &status);
  converter->pivotRead = converter->pivotWrite = converter->pivot;
  converter->isFresh = 1;
  *error = U_FAILURE(status) ? status : 0;
  if (U_SUCCESS(status)) return converter;
  cicu_converter_close(converter);
  return NULL;
}

void cicu_converter_close(cicu_converter *converter) {
  ucnv_close(converter->from);
  ucnv_close(converter->utf8);
  free(converter);
}

int32_t cicu_converter_convert(cicu_converter *converter, const uint8_t *source, int32_t length, bool isFinal,
                               uint8_t *target, int32_t capacity, int32_t *consumed, bool *isFull, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  const uint8_t nothing = 0;
  const char *start = (const char *)(source ? source : &nothing);
  const char *read = start;
  char *write = (char *)target;
  ucnv_convertEx(converter->utf8, converter->from, &write, (char *)target + capacity, &read, start + length,
                 converter->pivot, &converter->pivotRead, &converter->pivotWrite, converter->pivot + pivot_units,
                 converter->isFresh, isFinal, &status);
  converter->isFresh = 0;
  *consumed = (int32_t)(read - start);
  *isFull = status == U_BUFFER_OVERFLOW_ERROR;
  if (U_FAILURE(status) && !*isFull) {
    *error = status;
    return -1;
  }
  *error = 0;
  return (int32_t)(write - (char *)target);
}

int32_t cicu_charset_guess(const uint8_t *text, int32_t length, const char **names, int32_t *confidences, int32_t capacity,
                           int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t found = 0;
  UCharsetDetector *detector = ucsdet_open(&status);
  ucsdet_setText(detector, (const char *)text, length, &status);
  const UCharsetMatch **matches = ucsdet_detectAll(detector, &found, &status);
  if (found > capacity) found = capacity;
  for (int32_t i = 0; U_SUCCESS(status) && i < found; i++) {
    names[i] = ucsdet_getName(matches[i], &status);
    confidences[i] = ucsdet_getConfidence(matches[i], &status);
  }
  if (detector) ucsdet_close(detector);
  *error = U_FAILURE(status) ? status : 0;
  return U_FAILURE(status) ? -1 : found;
}
