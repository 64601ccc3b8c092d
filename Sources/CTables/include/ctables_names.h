#ifndef CTABLES_NAMES_H
#define CTABLES_NAMES_H
#include <stddef.h>
#endif
