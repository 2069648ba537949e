#ifndef DRAWBRIDGE_CICU_H
#define DRAWBRIDGE_CICU_H

#include <stdint.h>

/* A door to ICU that shows none of its types: every function takes and gives plain integers. */

/* NFKC_Casefold of `count` scalars (at most 128) into `out`; the number written, or a negative number if it failed or did
   not fit. */
int32_t icu_nfkc_casefold(const uint32_t *scalars, int32_t count, uint32_t *out, int32_t capacity);

/* 1 where no NFKC_Casefold composition crosses the place before `scalar`. */
int32_t icu_fold_boundary_before(uint32_t scalar);

/* Character properties, for the table generator. */
int32_t icu_script(uint32_t scalar);            /* UScriptCode */
int32_t icu_category(uint32_t scalar);          /* UCharCategory */
int32_t icu_east_asian_width(uint32_t scalar);  /* UEastAsianWidth */
int32_t icu_hangul_syllable_type(uint32_t scalar);
int32_t icu_is_default_ignorable(uint32_t scalar);
int32_t icu_is_white_space(uint32_t scalar);
int32_t icu_is_emoji_presentation(uint32_t scalar);
int32_t icu_is_noncharacter(uint32_t scalar);
const char *icu_unicode_version(void);
const char *icu_script_code(int32_t script);    /* ISO 15924, four letters */
/* The Unicode name of `scalar`, NUL-terminated, into `out`; its length, 0 where it has none. */
int32_t icu_name(uint32_t scalar, char *out, int32_t capacity);
/* The canonical decomposition of one scalar into `out`; the number written. */
int32_t icu_decompose(uint32_t scalar, uint32_t *out, int32_t capacity);
/* The confusable skeleton (UTS #39) of one scalar into `out`; the number written. */
int32_t icu_skeleton(uint32_t scalar, uint32_t *out, int32_t capacity);
int32_t icu_digit_value(uint32_t scalar);       /* -1 where it is no decimal digit */

#endif
