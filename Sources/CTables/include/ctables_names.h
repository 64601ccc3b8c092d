#ifndef CTABLES_NAMES_H
#define CTABLES_NAMES_H
#include <stddef.h>
#include <stdint.h>

/* rules/tables/salutations.tsv, as it stands there. */
extern const uint8_t *_Nonnull const ctables_salutations;
extern const size_t ctables_salutations_size;
#endif
