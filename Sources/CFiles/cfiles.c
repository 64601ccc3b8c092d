#define _GNU_SOURCE
#include "cfiles.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int cfiles_sync(int descriptor) {
#ifdef __linux__
  return syncfs(descriptor);
#else
  (void)descriptor;
  sync();
  return 0;
#endif
}

void cfiles_begin_writing(int descriptor, long long offset, long long count) {
#ifdef __linux__
  const int before = errno;
  (void)sync_file_range(descriptor, offset, count, SYNC_FILE_RANGE_WRITE);
  errno = before;
#else
  (void)descriptor;
  (void)offset;
  (void)count;
#endif
}
