#ifndef CICU_REGEX_H
#define CICU_REGEX_H
#include <stdint.h>

/* A URegularExpression: holds the text it looks at, so one per thread. */
typedef struct cicu_regex cicu_regex;

/* Compiles a pattern (UTF-8). NULL and a positive *error when it is none; *offset is then where, in UTF-16 units. A match that takes
   more steps than limit (ICU's unit, about a millisecond each) fails. */
cicu_regex *_Nullable cicu_regex_open(const uint8_t *_Nullable pattern, int32_t length, int32_t limit, int32_t *_Nonnull offset,
                                      int32_t *_Nonnull error);
void cicu_regex_close(cicu_regex *_Nonnull regex);

/* 1 when the whole text (UTF-8) matches, 0 when it does not, -1 and a positive *error when that took too long. */
int32_t cicu_regex_matches(cicu_regex *_Nonnull regex, const uint8_t *_Nullable text, int32_t length, int32_t *_Nonnull error);
#endif
