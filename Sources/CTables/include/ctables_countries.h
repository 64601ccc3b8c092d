#ifndef CTABLES_COUNTRIES_H
#define CTABLES_COUNTRIES_H
#include <stddef.h>
#endif
