#ifndef CICU_TRANSLIT_H
#define CICU_TRANSLIT_H
#include <stdint.h>

/* A UTransliterator: a rule chain that rewrites text (UTS #35, Transforms). Opening costs milliseconds. */
typedef struct cicu_transliterator cicu_transliterator;

/* Opens a transliterator by its ICU identifier ("Any-Latin; Latin-ASCII"). NULL and a positive *error when there is none. */
cicu_transliterator *_Nullable cicu_transliterator_open(const char *_Nonnull identifier, int32_t *_Nonnull error);
void cicu_transliterator_close(cicu_transliterator *_Nonnull transliterator);

/* Rewrites UTF-8. Returns the bytes needed, whether or not they fitted in capacity; -1 and a positive *error on failure. */
int32_t cicu_transliterate(cicu_transliterator *_Nonnull transliterator, const uint8_t *_Nullable source,
                           int32_t length, uint8_t *_Nullable target, int32_t capacity, int32_t *_Nonnull error);
#endif
