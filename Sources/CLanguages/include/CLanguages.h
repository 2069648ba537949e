#ifndef DRAWBRIDGE_CLANGUAGES_H
#define DRAWBRIDGE_CLANGUAGES_H

#include <stddef.h>

/* The language model, as `LanguageTrainer` wrote it, in the program's read-only pages. */
extern const unsigned char drawbridge_language_model_bytes[];
extern const size_t drawbridge_language_model_count;

/* Swift has no word for it: asks for the cache line at `address`, without waiting. */
static inline void drawbridge_prefetch(const void *address) { __builtin_prefetch(address); }

static inline const void *drawbridge_language_model(void) { return drawbridge_language_model_bytes; }
static inline size_t drawbridge_language_model_size(void) { return drawbridge_language_model_count; }

#endif
