#ifndef CICU_SPOOF_H
#define CICU_SPOOF_H
#include <stdint.h>

/* A USpoofChecker that looks for mixed scripts only. Checking does not change it. */
typedef struct cicu_spoof_checker cicu_spoof_checker;

/* Opens one for the "highly restrictive" level of UTS #39: one script, or Latin beside Chinese, Japanese or Korean.
   NULL and a positive *error when ICU cannot. */
cicu_spoof_checker *_Nullable cicu_spoof_open(int32_t *_Nonnull error);
void cicu_spoof_close(cicu_spoof_checker *_Nonnull checker);

/* 1 when the UTF-8 text mixes scripts beyond that level, 0 when not; -1 and a positive *error on failure. */
int32_t cicu_spoof_mixes_scripts(const cicu_spoof_checker *_Nonnull checker, const uint8_t *_Nullable text, int32_t length,
                                 int32_t *_Nonnull error);
#endif
