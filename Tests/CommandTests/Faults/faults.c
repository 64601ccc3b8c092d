// Preloaded into the program under test: makes the n-th of a system call fail, or do less than it was asked to.
//
//   FAULT_CALL   the call's name, such as "write"; without it nothing fails
//   FAULT_AT     which one of them, 1-based, counted over all threads
//   FAULT_ERRNO  what it fails with; "short" cuts a read or a write to one byte instead; "kill" ends the process there
//   FAULT_LOG    a file to which "call count" lines are written when the program ends
//
// Calls count only while the program itself makes them: what the loader does before is not interposed.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum call {
  OPEN, READ, WRITE, WRITEV, PREAD, PWRITE, CLOSE, FSYNC, RENAME, LINKAT, UNLINK, MKSTEMP, MKDIR, FTRUNCATE, LSEEK, FCHMOD, STAT, MMAP,
  SOCKET, CONNECT, SEND, RECV, CALLS
};
static const char *const names[CALLS] = {
    "open",  "read",    "write",  "writev",    "pread", "pwrite", "close", "fsync",  "rename",  "linkat", "unlink",
    "mkstemp", "mkdir", "ftruncate", "lseek", "fchmod", "stat", "mmap",  "socket", "connect", "send",   "recv"};
static atomic_int counts[CALLS];

static int target = -1, at, with;
enum { FAIL, SHORT, KILL } static manner = FAIL;

static void report(void) {
  const char *path = getenv("FAULT_LOG");
  if (!path) return;
  target = -1;
  FILE *file = fopen(path, "w");
  if (!file) return;
  for (int call = 0; call < CALLS; call++) fprintf(file, "%s %d\n", names[call], counts[call]);
  fclose(file);
}

__attribute__((constructor)) static void prepare(void) {
  const char *call = getenv("FAULT_CALL"), *which = getenv("FAULT_AT"), *how = getenv("FAULT_ERRNO");
  atexit(report);
  if (!call || !which || !how) return;
  at = atoi(which);
  if (!strcmp(how, "short")) manner = SHORT;
  else if (!strcmp(how, "kill")) manner = KILL;
  else with = atoi(how);
  for (int index = 0; index < CALLS; index++)
    if (!strcmp(names[index], call)) target = index;
}

// Whether this call is the one; if it is to fail, errno is set.
static int is_chosen(enum call call) {
  int number = atomic_fetch_add(&counts[call], 1) + 1;
  if ((int)call != target || number != at) return 0;
  if (manner == KILL) kill(getpid(), SIGKILL);
  errno = with;
  return 1;
}

#define REAL(name) \
  static __typeof__(&name) real; \
  if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

// A call that fails, and cannot do less.
#define FAILING(call, type, name, parameters, arguments) \
  type name parameters { \
    REAL(name); \
    if (is_chosen(call) && manner == FAIL) return (type)-1; \
    return real arguments; \
  }
// A call that can do less: its last size becomes one.
#define CUTTING(call, name, parameters, size, arguments) \
  ssize_t name parameters { \
    REAL(name); \
    if (is_chosen(call)) { \
      if (manner == FAIL) return -1; \
      if (manner == SHORT && size > 1) size = 1; \
    } \
    return real arguments; \
  }

CUTTING(READ, read, (int fd, void *buffer, size_t size), size, (fd, buffer, size))
CUTTING(WRITE, write, (int fd, const void *buffer, size_t size), size, (fd, buffer, size))
CUTTING(PREAD, pread, (int fd, void *buffer, size_t size, off_t offset), size, (fd, buffer, size, offset))
CUTTING(PREAD, pread64, (int fd, void *buffer, size_t size, off64_t offset), size, (fd, buffer, size, offset))
CUTTING(PWRITE, pwrite, (int fd, const void *buffer, size_t size, off_t offset), size, (fd, buffer, size, offset))
CUTTING(PWRITE, pwrite64, (int fd, const void *buffer, size_t size, off64_t offset), size, (fd, buffer, size, offset))
CUTTING(SEND, send, (int fd, const void *buffer, size_t size, int flags), size, (fd, buffer, size, flags))
CUTTING(RECV, recv, (int fd, void *buffer, size_t size, int flags), size, (fd, buffer, size, flags))

ssize_t writev(int fd, const struct iovec *pieces, int count) {
  REAL(writev);
  if (is_chosen(WRITEV)) {
    if (manner == FAIL) return -1;
    if (manner == SHORT && count > 0 && pieces[0].iov_len > 0) {
      struct iovec first = {pieces[0].iov_base, 1};
      return real(fd, &first, 1);
    }
  }
  return real(fd, pieces, count);
}

FAILING(CLOSE, int, close, (int fd), (fd))
FAILING(FSYNC, int, fsync, (int fd), (fd))
FAILING(RENAME, int, rename, (const char *from, const char *to), (from, to))
FAILING(LINKAT, int, linkat, (int fd, const char *from, int other, const char *to, int flags), (fd, from, other, to, flags))
FAILING(UNLINK, int, unlink, (const char *path), (path))
FAILING(MKSTEMP, int, mkstemp, (char *template), (template))
FAILING(MKSTEMP, int, mkstemp64, (char *template), (template))
FAILING(MKDIR, int, mkdir, (const char *path, mode_t mode), (path, mode))
FAILING(FTRUNCATE, int, ftruncate, (int fd, off_t size), (fd, size))
FAILING(FTRUNCATE, int, ftruncate64, (int fd, off64_t size), (fd, size))
FAILING(LSEEK, off_t, lseek, (int fd, off_t offset, int whence), (fd, offset, whence))
FAILING(LSEEK, off64_t, lseek64, (int fd, off64_t offset, int whence), (fd, offset, whence))
FAILING(FCHMOD, int, fchmod, (int fd, mode_t mode), (fd, mode))
FAILING(STAT, int, stat, (const char *path, struct stat *result), (path, result))
FAILING(STAT, int, stat64, (const char *path, struct stat64 *result), (path, result))
FAILING(STAT, int, fstat, (int fd, struct stat *result), (fd, result))
FAILING(STAT, int, fstat64, (int fd, struct stat64 *result), (fd, result))
// Only maps of files: memory is the runtime's to ask for, and it ends the process when there is none.
#define MAPPING(name) \
  void *name(void *place, size_t size, int protection, int flags, int fd, __typeof__(off64_t) offset) { \
    REAL(name); \
    if (fd >= 0 && is_chosen(MMAP) && manner == FAIL) return MAP_FAILED; \
    return real(place, size, protection, flags, fd, offset); \
  }
MAPPING(mmap)
MAPPING(mmap64)
FAILING(SOCKET, int, socket, (int domain, int type, int protocol), (domain, type, protocol))
FAILING(CONNECT, int, connect, (int fd, const struct sockaddr *address, socklen_t size), (fd, address, size))

// The mode is there only where the flags say so; passing it on regardless does no harm.
#define OPENING(name) \
  int name(const char *path, int flags, ...) { \
    REAL(name); \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = va_arg(rest, mode_t); \
    va_end(rest); \
    if (is_chosen(OPEN) && manner == FAIL) return -1; \
    return real(path, flags, mode); \
  }
OPENING(open)
OPENING(open64)
