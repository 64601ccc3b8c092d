#ifndef CTABLES_RULES_H
#define CTABLES_RULES_H
#include <stddef.h>
#endif
