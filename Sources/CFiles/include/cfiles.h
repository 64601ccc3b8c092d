#ifndef CFILES_H
#define CFILES_H

/// Makes durable whatever was written to the file system that `descriptor` is on. Returns 0, or -1 with `errno` set.
///
/// syncfs(2) is not among the calls that Swift's Glibc module shows.
int cfiles_sync(int descriptor);

/// Has the system begin to put a part of a file on its disk, and does not wait for that: a later fsync(2) has the less to do. Advice only;
/// nothing happens where there is no such call.
void cfiles_begin_writing(int descriptor, long long offset, long long count);

#endif
