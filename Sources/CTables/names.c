#include "ctables_names.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t salutations[] = {
#embed "../../rules/tables/salutations.tsv"
};
const uint8_t *const ctables_salutations = salutations;
const size_t ctables_salutations_size = sizeof salutations;
