#ifndef COCARDE_HOST_H
#define COCARDE_HOST_H

/// How many processors the calling thread, and what it starts, may run on; 0 where nobody knows.
int cocarde_processor_count(void);

/// The number of one of them, from the lowest; -1 where there is no such one.
int cocarde_processor(int place);

/// Restricts the calling thread, and what it starts, to one processor. Returns 0 if it did.
int cocarde_use_processor(int number);

/// Lets the calling thread run wherever it might when the program started. Returns 0 if it did.
int cocarde_use_all_processors(void);

/// The version of the C library.
const char *cocarde_library_version(void);

/// The kind of the file system under a folder, as the system numbers it; 0 where it does not say.
unsigned int cocarde_file_system(const char *folder);

#endif
