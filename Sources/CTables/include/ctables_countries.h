#ifndef CTABLES_COUNTRIES_H
#define CTABLES_COUNTRIES_H
#include <stddef.h>
#include <stdint.h>

/* rules/tables/countries.tsv: ISO 3166 codes and calling codes. */
extern const uint8_t *_Nonnull const ctables_countries;
extern const size_t ctables_countries_count;

/* rules/tables/countries-short.tsv: short forms as people type them. */
extern const uint8_t *_Nonnull const ctables_countries_short;
extern const size_t ctables_countries_short_count;
#endif
