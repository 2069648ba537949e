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

/* Word breaks (UAX #29 with ICU's dictionaries): sets breaks[i] to 1 where one stands before scalar i, for i in 0…count.
   Negative where it failed. Keeps one breaker a thread. */
int32_t icu_word_breaks(const uint32_t *scalars, int32_t count, uint8_t *breaks);
/* How many word breaks UTF-16 text has in the locale zh: what ICU's breaker costs alone. Negative where it failed. */
int32_t icu_word_break_count(const uint16_t *text, int32_t count);

/* A word in Latin letters (ICU's Any-Latin) into `out` as UTF-16; its length, or a negative number if it failed or did not fit
   (256 units at most). Keeps one transliterator a thread. */
int32_t icu_to_latin(const uint16_t *text, int32_t count, uint16_t *out, int32_t capacity);

/* A host name (UTF-8) with its xn-- labels decoded (UTS #46), into `out`; its length, or a negative number. */
int32_t icu_idna_to_unicode(const char *host, int32_t length, char *out, int32_t capacity);

/* Regular expressions. An expression serves one thread at a time; clones share the compiled pattern. */
typedef struct icu_regex icu_regex;
/* Compiles UTF-8; NULL where it is refused, with the UTF-16 offset of the fault and ICU's name of it. */
icu_regex *icu_regex_open(const char *pattern, int32_t length, int32_t *fault_offset, const char **fault);
icu_regex *icu_regex_clone(const icu_regex *regex);
void icu_regex_close(icu_regex *regex);
/* The first match at or after UTF-16 offset `from`: 1 and its range, 0 where there is none, negative where the limit of
   steps or of stack was reached. `steps` is in units of ten thousand operations; those taken are subtracted. */
int32_t icu_regex_find(icu_regex *regex, const uint16_t *text, int32_t count, int32_t from, int32_t *steps, int32_t *start,
                       int32_t *end);

#endif
