#ifndef CTABLES_DUPLICATES_H
#define CTABLES_DUPLICATES_H
#include <stddef.h>

/* Pairs `name,nickname`, a header line first, lower-case ASCII (rules/tables/nicknames.csv). */
const unsigned char *_Nonnull ctables_nicknames(size_t *_Nonnull count);

/* Given names in use somewhere, one a line, lower-case ASCII (rules/tables/given-names.txt). */
const unsigned char *_Nonnull ctables_given_names(size_t *_Nonnull count);
#endif
