#include "ctables_phones.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

_Alignas(64) static const uint8_t plans[] = {
#embed "phones/phones.bin"
};

const uint8_t *ctables_phones(void) { return plans; }
size_t ctables_phones_count(void) { return sizeof plans; }
