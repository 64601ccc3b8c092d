#ifndef CICU_CHARSET_H
#define CICU_CHARSET_H
#include <stdbool.h>
#include <stdint.h>

/* A conversion from a charset to UTF-8 with state between calls: one per stream. */
typedef struct cicu_converter cicu_converter;

/* Opens a converter by any name ICU knows ("windows-1252"). NULL and a positive *error when there is none. */
cicu_converter *_Nullable cicu_converter_open(const char *_Nonnull charset, int32_t *_Nonnull error);
void cicu_converter_close(cicu_converter *_Nonnull converter);

/* Converts the next bytes of the stream; ill-formed ones become U+FFFD. Returns the bytes written to target and sets
   *consumed to the bytes taken from source; *isFull says that more would have come had there been room. With isFinal no
   byte follows, and what was held back comes out. -1 and a positive *error on failure. */
int32_t cicu_converter_convert(cicu_converter *_Nonnull converter, const uint8_t *_Nullable source, int32_t length,
                               bool isFinal, uint8_t *_Nonnull target, int32_t capacity, int32_t *_Nonnull consumed,
                               bool *_Nonnull isFull, int32_t *_Nonnull error);

/* Guesses the charset of a text: writes up to `capacity` guesses, the likeliest first. names[i] is ICU's own static
   string, confidences[i] is 0 to 100. Returns their number; -1 and a positive *error on failure. */
int32_t cicu_charset_guess(const uint8_t *_Nonnull text, int32_t length, const char *_Nullable *_Nonnull names,
                           int32_t *_Nonnull confidences, int32_t capacity, int32_t *_Nonnull error);
#endif
