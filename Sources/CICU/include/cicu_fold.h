#ifndef CICU_FOLD_H
#define CICU_FOLD_H
#include <stdint.h>

/* A text as it is looked up: NFKC case folding, accents and points off, letters that have none to take off written with
   their base letters (o for ø, ss for ß), digits of every script as 0 to 9, and nothing kept but letters, digits and
   the vowel signs of Indic scripts. Returns the bytes needed, whether or not they fitted; -1 and a positive *error on failure. */
int32_t cicu_fold(const uint8_t *_Nullable source, int32_t length, uint8_t *_Nullable target, int32_t capacity,
                  int32_t *_Nonnull error);
#endif
