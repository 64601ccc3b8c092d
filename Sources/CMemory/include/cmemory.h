#ifndef CMEMORY_H
#define CMEMORY_H
#include <stddef.h>
#include <sys/mman.h>

/* What Swift has no word for and a big hash table lives by: asking for a cache line ahead of its use, and memory in huge
   pages. Inline, so that a prefetch is one instruction and not a call; a target of its own, so that no table of data and
   no Unicode library comes along with it. */

static inline void cmemory_prefetch(const void *_Nonnull address) { __builtin_prefetch(address, 1, 3); }

/* Advises the kernel to back a range with huge pages, where it has them. Advice only: a refusal changes nothing but speed. */
static inline void cmemory_prefer_huge_pages(void *_Nonnull start, size_t bytes) {
#ifdef MADV_HUGEPAGE
  (void)madvise(start, bytes, MADV_HUGEPAGE);
#else
  (void)start;
  (void)bytes;
#endif
}
#endif
