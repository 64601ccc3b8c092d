#ifndef CICU_CASE_H
#define CICU_CASE_H
#include <stdint.h>

/* A UCaseMap: changed by use (titling keeps a break iterator in it), so one per thread. */
typedef struct cicu_case_map cicu_case_map;

/* Opens a case map for an ICU locale id ("" is root). NULL and a positive *error when ICU cannot. */
cicu_case_map *_Nullable cicu_case_map_open(const char *_Nonnull locale, int32_t *_Nonnull error);
void cicu_case_map_close(cicu_case_map *_Nonnull map);

/* Each returns the bytes that the result needs, whether or not they fitted in capacity; -1 and a positive *error on failure. */
int32_t cicu_case_map_title(cicu_case_map *_Nonnull map, const uint8_t *_Nullable source, int32_t length,
                            uint8_t *_Nullable target, int32_t capacity, int32_t *_Nonnull error);
int32_t cicu_case_map_upper(cicu_case_map *_Nonnull map, const uint8_t *_Nullable source, int32_t length,
                            uint8_t *_Nullable target, int32_t capacity, int32_t *_Nonnull error);
int32_t cicu_case_map_lower(cicu_case_map *_Nonnull map, const uint8_t *_Nullable source, int32_t length,
                            uint8_t *_Nullable target, int32_t capacity, int32_t *_Nonnull error);
#endif
