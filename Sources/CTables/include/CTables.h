#ifndef DRAWBRIDGE_CTABLES_H
#define DRAWBRIDGE_CTABLES_H

#include <stdint.h>

/* Tables made by `swift run TableGenerator`; see the head of tables.c for what they were made from.
   Each is a two-stage table: block number of (scalar >> 7), then the entry of (scalar & 127) in that block. */

extern const uint16_t drawbridge_trait_blocks[];
extern const uint16_t drawbridge_trait_entries[];
extern const uint32_t drawbridge_trait_records[];

extern const uint16_t drawbridge_fold_blocks[];
extern const uint32_t drawbridge_fold_entries[];
extern const uint32_t drawbridge_fold_expansions[];

static inline const uint16_t *drawbridge_traits_stage1(void) { return drawbridge_trait_blocks; }
static inline const uint16_t *drawbridge_traits_stage2(void) { return drawbridge_trait_entries; }
static inline const uint32_t *drawbridge_traits_stage3(void) { return drawbridge_trait_records; }
static inline const uint16_t *drawbridge_fold_stage1(void) { return drawbridge_fold_blocks; }
static inline const uint32_t *drawbridge_fold_stage2(void) { return drawbridge_fold_entries; }
static inline const uint32_t *drawbridge_fold_stage3(void) { return drawbridge_fold_expansions; }

#endif
