#ifndef CMEMORY_H
#define CMEMORY_H
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>

/* What Swift has no word for and a big hash table lives by: asking for a cache line ahead of its use, and zeroed pages,
   huge ones where the kernel has them. Inline, so that a prefetch is one instruction and not a call; a target of its own,
   so that no table of data and no Unicode library comes along with it. */

static inline void cmemory_prefetch(const void *_Nonnull address) { __builtin_prefetch(address, 1, 3); }

/* Zeroed memory straight from the kernel, at a page's start: pages that are never touched cost nothing. From 2 MiB on it
   begins where a huge page can. NULL when there is none. */
static inline void *_Nullable cmemory_allocate(size_t bytes) {
  const size_t huge = (size_t)2 << 20;
  size_t room = bytes >= huge ? bytes + huge : bytes;
  char *start = (char *)mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) return NULL;
  if (room == bytes) return start;
  size_t before = (huge - (uintptr_t)start % huge) % huge;
  size_t whole = (bytes + 4095) / 4096 * 4096;
  if (before) (void)munmap(start, before);
  if (before + whole < room) (void)munmap(start + before + whole, room - before - whole);
#ifdef MADV_HUGEPAGE
  /* Advice only: a refusal changes nothing but speed. */
  (void)madvise(start + before, bytes, MADV_HUGEPAGE);
#endif
  return start + before;
}

/* Has the kernel find and clear the pages of memory that it gave, instead of each at its first touch. Linux 5.14 and later; nothing
   happens elsewhere, and a refusal changes nothing but speed. */
static inline void cmemory_populate(void *_Nonnull start, size_t bytes) {
#if defined(__linux__) && !defined(MADV_POPULATE_WRITE)
  /* Headers of C libraries before glibc 2.35 lack it. */
  enum { MADV_POPULATE_WRITE = 23 };
#endif
#ifdef __linux__
  (void)madvise(start, bytes, MADV_POPULATE_WRITE);
#else
  (void)start;
  (void)bytes;
#endif
}

static inline void cmemory_free(void *_Nonnull start, size_t bytes) { (void)munmap(start, bytes); }
#endif
