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

/* Shapes (shapes.c): two stages to the number of a record of two numbers; alternatives that records point into; and
   characters written as their parts side by side, four numbers each (the third part or 0, then the whole). */
extern const uint16_t drawbridge_shape_blocks[];
extern const uint16_t drawbridge_shape_entries[];
extern const uint32_t drawbridge_shape_records[];
extern const uint32_t drawbridge_shape_alternatives[];
extern const uint32_t drawbridge_splits[];
extern const int32_t drawbridge_split_count;

/* Sounds (sounds.c): two stages to the number of a record of four syllables, each its number plus one, or 0. */
extern const uint16_t drawbridge_sound_blocks[];
extern const uint16_t drawbridge_sound_entries[];
extern const uint16_t drawbridge_sound_records[];
extern const char *const drawbridge_syllables[];
extern const int32_t drawbridge_syllable_count;

/* Frequent words (words.c): a Bloom filter of eight bits a word, over their folded letters and the classes of these. */
extern const uint32_t drawbridge_word_bits[];
extern const int32_t drawbridge_word_bit_count;

static inline int drawbridge_word_bit(uint32_t bit) { return drawbridge_word_bits[bit >> 5] >> (bit & 31) & 1; }
static inline const uint16_t *drawbridge_shapes_stage1(void) { return drawbridge_shape_blocks; }
static inline const uint16_t *drawbridge_shapes_stage2(void) { return drawbridge_shape_entries; }
static inline const uint32_t *drawbridge_shapes_stage3(void) { return drawbridge_shape_records; }
static inline const uint32_t *drawbridge_shapes_options(void) { return drawbridge_shape_alternatives; }
static inline uint32_t drawbridge_split(int32_t index) { return drawbridge_splits[index]; }
static inline const uint16_t *drawbridge_sounds_stage1(void) { return drawbridge_sound_blocks; }
static inline const uint16_t *drawbridge_sounds_stage2(void) { return drawbridge_sound_entries; }
static inline uint16_t drawbridge_sound(int32_t index) { return drawbridge_sound_records[index]; }
static inline const char *drawbridge_syllable(int32_t number) { return drawbridge_syllables[number]; }

#endif
