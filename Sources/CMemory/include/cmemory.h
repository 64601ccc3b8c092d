#ifndef CMEMORY_H
#define CMEMORY_H
#include <stddef.h>
#include <sys/mman.h>

/* What Swift has no word for and a big hash table lives by: asking for a cache line ahead of its use, and zeroed pages,
   huge ones where the kernel has them. Inline, so that a prefetch is one instruction and not a call; a target of its own,
   so that no table of data and no Unicode library comes along with it. */

static inline void cmemory_prefetch(const void *_Nonnull address) { __builtin_prefetch(address, 1, 3); }

/* Zeroed memory straight from the kernel: pages that are never touched cost nothing. NULL when there is none. */
static inline void *_Nullable cmemory_allocate(size_t bytes) {
  void *start = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) return NULL;
#ifdef MADV_HUGEPAGE
  /* Advice only: a refusal changes nothing but speed. Below 2 MiB there is no huge page to be had. */
  if (bytes >= 2u << 20) (void)madvise(start, bytes, MADV_HUGEPAGE);
#endif
  return start;
}

static inline void cmemory_free(void *_Nonnull start, size_t bytes) { (void)munmap(start, bytes); }
#endif
