#ifndef CTABLES_PHONES_H
#define CTABLES_PHONES_H
#include <stddef.h>
#include <stdint.h>
/* The numbering plans, compiled in. What the bytes mean is said where they are made: Sources/CTables/phones. */
const uint8_t *ctables_phones(void);
size_t ctables_phones_count(void);
#endif
