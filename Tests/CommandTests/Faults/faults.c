// Preloaded into the program under test: makes the n-th of a system call fail, or do less than it was asked to.
//
//   FAULT_CALL   the call's name, such as "write"; without it nothing fails
//   FAULT_AT     which one of them, 1-based, counted over all threads
//   FAULT_ERRNO  what it fails with; "short" cuts a read or a write to one byte instead; "kill" ends the process there
//   FAULT_LOG    a file to which "injected 1" is written when the call has failed, and "call count" lines when the program ends
//
// Calls count only while the program itself makes them: what the loader does before is not interposed, and what libdispatch does for its
// own threads is passed on, since it ends the process where that fails.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define EACH_CALL(X) \
  X(ACCESS, access) X(CLOSE, close) X(CONNECT, connect) X(EPOLL, epoll_wait) X(FCHMOD, fchmod) X(FLOCK, flock) X(FOPEN, fopen) \
  X(FSYNC, fsync) X(FTRUNCATE, ftruncate) X(GETADDRINFO, getaddrinfo) X(GETSOCKOPT, getsockopt) X(LINKAT, linkat) X(LSEEK, lseek) \
  X(MKDIR, mkdir) X(MKDTEMP, mkdtemp) X(MKSTEMP, mkstemp) X(MMAP, mmap) X(OPEN, open) X(OPENDIR, opendir) X(PREAD, pread) \
  X(PWRITE, pwrite) X(READ, read) X(RECV, recv) X(RECVMSG, recvmsg) X(RENAME, rename) X(SEND, send) X(SENDMSG, sendmsg) \
  X(SETSOCKOPT, setsockopt) X(SOCKET, socket) X(STAT, stat) X(SYNCFS, syncfs) X(UNLINK, unlink) X(WRITE, write) X(WRITEV, writev)
#define NUMBER(number, name) number,
#define NAME(number, name) #name,
enum call { EACH_CALL(NUMBER) CALLS };
static const char *const names[CALLS] = {EACH_CALL(NAME)};
static atomic_int counts[CALLS];

static int target = -1, at, with;
enum { FAIL, SHORT, KILL } static manner = FAIL;

// Appends a line to the log, with nothing that is interposed.
static void note(const char *name, int count) {
  const char *path = getenv("FAULT_LOG");
  if (!path) return;
  char line[64];
  int size = snprintf(line, sizeof line, "%s %d\n", name, count);
  long file = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return;
  syscall(SYS_write, file, line, size);
  syscall(SYS_close, file);
}

static void report(void) {
  for (int call = 0; call < CALLS; call++) note(names[call], counts[call]);
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

// Whether a call that returns to this place is the one; if it is to fail, errno is set.
static int returns_chosen(enum call call, void *place) {
  Dl_info caller;
  if (dladdr(place, &caller) && caller.dli_fname && strstr(caller.dli_fname, "libdispatch")) return 0;
  int number = atomic_fetch_add(&counts[call], 1) + 1;
  if ((int)call != target || number != at) return 0;
  note("injected", 1);
  if (manner == KILL) kill(getpid(), SIGKILL);
  errno = with;
  return 1;
}

#define is_chosen(call) returns_chosen(call, __builtin_return_address(0))

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
// A call that hands out a pointer.
#define POINTING(call, type, name, parameters, arguments) \
  type *name parameters { \
    REAL(name); \
    if (is_chosen(call) && manner == FAIL) return NULL; \
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

// A write that was put off can fail when its file is closed. Nothing else that is closed can.
int close(int fd) {
  REAL(close);
  struct stat status;
  int flags = fcntl(fd, F_GETFL);
  int is_written = flags >= 0 && (flags & O_ACCMODE) != O_RDONLY && !syscall(SYS_fstat, fd, &status) && S_ISREG(status.st_mode);
  if (is_written && is_chosen(CLOSE) && manner == FAIL) return -1;
  return real(fd);
}

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

FAILING(RECVMSG, ssize_t, recvmsg, (int fd, struct msghdr *message, int flags), (fd, message, flags))
FAILING(SENDMSG, ssize_t, sendmsg, (int fd, const struct msghdr *message, int flags), (fd, message, flags))
FAILING(
    GETSOCKOPT, int, getsockopt, (int fd, int level, int name, void *restrict value, socklen_t *restrict size),
    (fd, level, name, value, size))
FAILING(
    SETSOCKOPT, int, setsockopt, (int fd, int level, int name, const void *value, socklen_t size), (fd, level, name, value, size))
FAILING(EPOLL, int, epoll_wait, (int fd, struct epoll_event *events, int count, int timeout), (fd, events, count, timeout))
FAILING(ACCESS, int, access, (const char *path, int mode), (path, mode))
FAILING(FLOCK, int, flock, (int fd, int operation), (fd, operation))
FAILING(SYNCFS, int, syncfs, (int fd), (fd))
POINTING(MKDTEMP, char, mkdtemp, (char *template), (template))
POINTING(OPENDIR, DIR, opendir, (const char *path), (path))
POINTING(FOPEN, FILE, fopen, (const char *restrict path, const char *restrict mode), (path, mode))
POINTING(FOPEN, FILE, fopen64, (const char *restrict path, const char *restrict mode), (path, mode))

// It has errors of its own.
int getaddrinfo(
    const char *restrict node, const char *restrict service, const struct addrinfo *restrict hints, struct addrinfo **restrict result) {
  REAL(getaddrinfo);
  if (is_chosen(GETADDRINFO) && manner == FAIL) return EAI_SYSTEM;
  return real(node, service, hints, result);
}

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
