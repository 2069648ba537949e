#ifndef DRAWBRIDGE_MAPPING_H
#define DRAWBRIDGE_MAPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Guards a mapping of `count` bytes at `base` (a page's start) against its file being cut short while it is mapped.
//
// A read past the new end of such a file raises SIGBUS, which ends a program. For a guarded mapping the signal's handler
// puts pages of zeros in the place of the whole mapping instead, for good, and the read goes on. Signals of other
// addresses go to the handler that stood before.
//
// Answers the guard's number, or -1 where there is no room for another (4,096) or the handler could not be installed.
int32_t drawbridge_mapping_guard(const void *base, size_t count);

// Ends a guard; before the mapping itself ends.
void drawbridge_mapping_release(int32_t guard);

// Whether the file was cut short: the mapping holds nothing but zeros.
bool drawbridge_mapping_is_lost(int32_t guard);

#endif
