#include "ctables_countries.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t countries[] = {
#embed "../../rules/tables/countries.tsv"
};
static const uint8_t places[] = {
#embed "../../rules/tables/places.tsv"
};
static const _Alignas(8) uint8_t country_names[] = {
#embed "../../rules/tables/country-names.bin"
};

const uint8_t *const ctables_countries = countries;
const size_t ctables_countries_count = sizeof countries;
const uint8_t *const ctables_places = places;
const size_t ctables_places_count = sizeof places;
const uint8_t *const ctables_country_names = country_names;
const size_t ctables_country_names_count = sizeof country_names;
