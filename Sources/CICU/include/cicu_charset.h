#ifndef CICU_CHARSET_H
#define CICU_CHARSET_H
#include <stdint.h>

/* A UConverter from a charset to UTF-8 with state between calls: one per stream. */
typedef struct cicu_converter cicu_converter;

/* Opens a converter by any name ICU knows ("windows-1252"). NULL and a positive *error when there is none. */
cicu_converter *_Nullable cicu_converter_open(const char *_Nonnull charset, int32_t *_Nonnull error);
void cicu_converter_close(cicu_converter *_Nonnull converter);
#endif
