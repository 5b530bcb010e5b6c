#include "allocator_options.h"

// Large pages: a national run touches half a million accounts in no order, and with pages of 4 KiB
// the processor spends a tenth of the time on looking their addresses up.
__attribute__((used, visibility("default"))) const char *malloc_conf = "thp:always";

void cocarde_keep_allocator_options(void) {}
