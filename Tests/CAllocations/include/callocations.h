#ifndef CALLOCATIONS_H
#define CALLOCATIONS_H
#include <stdbool.h>
#include <stdint.h>

/* Whether allocations are counted at all: with glibc, and without a sanitizer, which has an allocator of its own. */
bool callocations_are_counted(void);
/* The allocations that this thread has made so far. */
uint64_t callocations_of_this_thread(void);
#endif
