#include "ctables_countries.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t countries[] = {
#embed "../../rules/tables/countries.tsv"
};
static const uint8_t countries_short[] = {
#embed "../../rules/tables/countries-short.tsv"
};

const uint8_t *const ctables_countries = countries;
const size_t ctables_countries_count = sizeof countries;
const uint8_t *const ctables_countries_short = countries_short;
const size_t ctables_countries_short_count = sizeof countries_short;
