#ifndef CICU_NORMALIZE_H
#define CICU_NORMALIZE_H
#include <stdint.h>

/* NFC of UTF-8. Returns the bytes needed, whether or not they fitted; -1 and a positive *error on failure. */
int32_t cicu_nfc(const uint8_t *_Nullable source, int32_t length, uint8_t *_Nullable target, int32_t capacity,
                 int32_t *_Nonnull error);
#endif
