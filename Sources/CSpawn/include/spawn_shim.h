#pragma once
#include <spawn.h>

/* glibc 2.34 offers these behind _GNU_SOURCE, without which Swift's Glibc
   module is built; declared here so that Cluster can call them. */
extern int posix_spawn_file_actions_addchdir_np(
    posix_spawn_file_actions_t *, const char *);
extern int posix_spawn_file_actions_addclosefrom_np(
    posix_spawn_file_actions_t *, int);
static const short spawn_setsid = 0x80;
