// What Swift's module of the C library leaves out: extensions of Linux and glibc.
#define _GNU_SOURCE
#include "host.h"

#include <gnu/libc-version.h>
#include <sched.h>
#include <sys/vfs.h>

static cpu_set_t all;
static int is_known = 0;

static void learn(void) {
  if (!is_known) is_known = sched_getaffinity(0, sizeof all, &all) == 0 ? 1 : -1;
}

int cocarde_processor_count(void) {
  learn();
  return is_known == 1 ? CPU_COUNT(&all) : 0;
}

int cocarde_processor(int place) {
  learn();
  if (is_known != 1) return -1;
  for (int number = 0; number < CPU_SETSIZE; number++) {
    if (CPU_ISSET(number, &all) && place-- == 0) return number;
  }
  return -1;
}

int cocarde_use_processor(int number) {
  learn();
  if (is_known != 1 || number < 0 || number >= CPU_SETSIZE) return -1;
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(number, &one);
  return sched_setaffinity(0, sizeof one, &one);
}

int cocarde_use_all_processors(void) {
  learn();
  return is_known == 1 ? sched_setaffinity(0, sizeof all, &all) : -1;
}

const char *cocarde_library_version(void) { return gnu_get_libc_version(); }

unsigned int cocarde_file_system(const char *folder) {
  struct statfs status;
  return statfs(folder, &status) == 0 ? (unsigned int)status.f_type : 0;
}
