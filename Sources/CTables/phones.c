#include "ctables_phones.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t plans[] = {
#embed "../../tables/phones/plans.tsv"
};

const uint8_t *ctables_phones(void) { return plans; }
size_t ctables_phones_count(void) { return sizeof plans; }
