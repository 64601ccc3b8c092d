#ifndef CTABLES_PHONES_H
#define CTABLES_PHONES_H
#include <stddef.h>
#endif
