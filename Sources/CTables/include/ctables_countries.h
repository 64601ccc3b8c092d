#ifndef CTABLES_COUNTRIES_H
#define CTABLES_COUNTRIES_H
#include <stddef.h>
#include <stdint.h>

/* rules/tables/countries.tsv: ISO 3166 codes and calling codes. */
extern const uint8_t *_Nonnull const ctables_countries;
extern const size_t ctables_countries_count;

/* rules/tables/places.tsv: states and towns, with their postcodes. */
extern const uint8_t *_Nonnull const ctables_places;
extern const size_t ctables_places_count;

/* rules/tables/country-names.bin: names in every language of CLDR and short forms, by hash; the layout stands in
   rules/tables/generate/country-names.c. Aligned to 8 bytes. */
extern const uint8_t *_Nonnull const ctables_country_names;
extern const size_t ctables_country_names_count;
#endif
