#ifndef CTABLES_DUPLICATES_H
#define CTABLES_DUPLICATES_H
#include <stddef.h>

/* Pairs `name,nickname`, a header line first, lower-case ASCII (rules/tables/nicknames.csv). */
const unsigned char *_Nonnull ctables_nicknames(size_t *_Nonnull count);

/* Given names in use somewhere, one a line, lower-case ASCII (rules/tables/given-names.txt). */
const unsigned char *_Nonnull ctables_given_names(size_t *_Nonnull count);

/* What Han letters are read as; rules/tables/generate/han-readings.c says how it is laid out. */
const unsigned char *_Nonnull ctables_han_readings(size_t *_Nonnull count);
#endif
