#ifndef CICU_REGION_H
#define CICU_REGION_H
#include <stdint.h>

/* The number of locales that ICU has names for, and the id of one (index 0-based); NULL past the end. */
int32_t cicu_locale_count(void);
const char *_Nullable cicu_locale_id(int32_t index);

/* The name of a region (ISO 3166 alpha-2) in a locale, as UTF-8. Returns the bytes needed; 0 when the locale has no
   name of its own for it; -1 and a positive *error on failure. */
int32_t cicu_region_name(const char *_Nonnull region, const char *_Nonnull locale, uint8_t *_Nullable target,
                         int32_t capacity, int32_t *_Nonnull error);

/* The name of a language, with its script and region where the tag has them ("zh-Hant"), in a locale; as cicu_region_name. */
int32_t cicu_locale_name(const char *_Nonnull tag, const char *_Nonnull locale, uint8_t *_Nullable target, int32_t capacity,
                         int32_t *_Nonnull error);
#endif
