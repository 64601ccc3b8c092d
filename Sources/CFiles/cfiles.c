#define _GNU_SOURCE
#include "cfiles.h"

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
