#ifndef CFILES_H
#define CFILES_H

/// Makes durable whatever was written to the file system that `descriptor` is on. Returns 0, or -1 with `errno` set.
///
/// syncfs(2) is not among the calls that Swift's Glibc module shows.
int cfiles_sync(int descriptor);

#endif
