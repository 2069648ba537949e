#include "CICU.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uidna.h>
#include <unicode/unorm2.h>
#include <unicode/uregex.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum { longest_segment = 128 };

int32_t icu_nfkc_casefold(const uint32_t *scalars, int32_t count, uint32_t *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  UChar source[2 * longest_segment], folded[40 * longest_segment];
  int32_t source_length = 0, folded_length = 0, written = 0;
  const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&status);
  if (count < 0 || count > longest_segment) return -1;
  // A surrogate that stands alone counts as U+FFFD.
  u_strFromUTF32WithSub(source, 2 * longest_segment, &source_length, (const UChar32 *)scalars, count, 0xFFFD, NULL,
                        &status);
  folded_length = unorm2_normalize(normalizer, source, source_length, folded, 40 * longest_segment, &status);
  u_strToUTF32((UChar32 *)out, capacity, &written, folded, folded_length, &status);
  return U_FAILURE(status) || written > capacity ? -1 : written;
}

int32_t icu_fold_boundary_before(uint32_t scalar) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&status);
  return U_SUCCESS(status) && unorm2_hasBoundaryBefore(normalizer, (UChar32)scalar);
}

int32_t icu_script(uint32_t scalar) {
  UErrorCode status = U_ZERO_ERROR;
  return (int32_t)uscript_getScript((UChar32)scalar, &status);
}

int32_t icu_category(uint32_t scalar) { return u_charType((UChar32)scalar); }
int32_t icu_east_asian_width(uint32_t scalar) { return u_getIntPropertyValue((UChar32)scalar, UCHAR_EAST_ASIAN_WIDTH); }
int32_t icu_hangul_syllable_type(uint32_t scalar) {
  return u_getIntPropertyValue((UChar32)scalar, UCHAR_HANGUL_SYLLABLE_TYPE);
}
int32_t icu_is_default_ignorable(uint32_t scalar) {
  return u_hasBinaryProperty((UChar32)scalar, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}
int32_t icu_is_white_space(uint32_t scalar) { return u_isUWhiteSpace((UChar32)scalar); }
int32_t icu_is_emoji_presentation(uint32_t scalar) {
  return u_hasBinaryProperty((UChar32)scalar, UCHAR_EMOJI_PRESENTATION);
}
int32_t icu_is_noncharacter(uint32_t scalar) {
  return u_hasBinaryProperty((UChar32)scalar, UCHAR_NONCHARACTER_CODE_POINT);
}
const char *icu_unicode_version(void) { return U_UNICODE_VERSION; }
const char *icu_script_code(int32_t script) { return uscript_getShortName((UScriptCode)script); }

int32_t icu_digit_value(uint32_t scalar) { return u_charDigitValue((UChar32)scalar); }

int32_t icu_name(uint32_t scalar, char *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = u_charName((UChar32)scalar, U_UNICODE_CHAR_NAME, out, capacity, &status);
  return U_FAILURE(status) ? 0 : length;
}

static int32_t to_scalars(const UChar *text, int32_t length, uint32_t *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t written = 0;
  u_strToUTF32((UChar32 *)out, capacity, &written, text, length, &status);
  return U_FAILURE(status) ? 0 : written;
}

int32_t icu_decompose(uint32_t scalar, uint32_t *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  UChar text[64];
  const UNormalizer2 *normalizer = unorm2_getNFDInstance(&status);
  int32_t length = unorm2_getDecomposition(normalizer, (UChar32)scalar, text, 64, &status);
  if (U_FAILURE(status) || length < 0) {
    out[0] = scalar;
    return 1;
  }
  return to_scalars(text, length, out, capacity);
}

int32_t icu_skeleton(uint32_t scalar, uint32_t *out, int32_t capacity) {
  static USpoofChecker *checker;
  UErrorCode status = U_ZERO_ERROR;
  UChar source[2], skeleton[64];
  int32_t source_length = 0, length = 0;
  if (checker == NULL) checker = uspoof_open(&status);
  u_strFromUTF32(source, 2, &source_length, (const UChar32 *)&scalar, 1, &status);
  length = uspoof_getSkeleton(checker, 0, source, source_length, skeleton, 64, &status);
  return U_FAILURE(status) ? 0 : to_scalars(skeleton, length, out, capacity);
}

int32_t icu_word_breaks(const uint32_t *scalars, int32_t count, uint8_t *breaks) {
  static _Thread_local UBreakIterator *breaker;
  UErrorCode status = U_ZERO_ERROR;
  UChar *text = malloc(2 * sizeof(UChar) * (size_t)(count + 1));
  int32_t *scalar_of = malloc(sizeof(int32_t) * (2 * (size_t)count + 1));
  int32_t length = 0, place;
  if (text == NULL || scalar_of == NULL) goto fail;
  for (int32_t i = 0; i < count; i++) {
    UChar32 scalar = scalars[i] > 0x10FFFF || U_IS_SURROGATE(scalars[i]) ? 0xFFFD : (UChar32)scalars[i];
    scalar_of[length] = i;
    breaks[i] = 0;
    if (U_IS_SUPPLEMENTARY(scalar)) {
      text[length++] = U16_LEAD(scalar);
      scalar_of[length] = -1;
      text[length++] = U16_TRAIL(scalar);
    } else {
      text[length++] = (UChar)scalar;
    }
  }
  scalar_of[length] = count;
  breaks[count] = 0;
  if (breaker == NULL) breaker = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
  if (U_FAILURE(status)) goto fail;
  ubrk_setText(breaker, text, length, &status);
  if (U_FAILURE(status)) goto fail;
  for (place = ubrk_first(breaker); place != UBRK_DONE; place = ubrk_next(breaker)) {
    if (scalar_of[place] >= 0) breaks[scalar_of[place]] = 1;
  }
  free(text);
  free(scalar_of);
  return 0;
fail:
  free(text);
  free(scalar_of);
  return -1;
}

int32_t icu_word_break_count(const uint16_t *text, int32_t count) {
  static _Thread_local UBreakIterator *breaker;
  UErrorCode status = U_ZERO_ERROR;
  int32_t breaks = 0;
  if (breaker == NULL) breaker = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
  if (U_SUCCESS(status)) ubrk_setText(breaker, (const UChar *)text, count, &status);
  if (U_FAILURE(status)) return -1;
  for (int32_t place = ubrk_first(breaker); place != UBRK_DONE; place = ubrk_next(breaker)) breaks++;
  return breaks;
}

int32_t icu_to_latin(const uint16_t *text, int32_t count, uint16_t *out, int32_t capacity) {
  static _Thread_local UTransliterator *transliterator;
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = count, limit = count;
  if (count < 0 || count > capacity || capacity > 256) return -1;
  if (transliterator == NULL) {
    transliterator = utrans_openU(u"Any-Latin", -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE(status)) return -1;
  }
  for (int32_t i = 0; i < count; i++) out[i] = text[i];
  utrans_transUChars(transliterator, (UChar *)out, &length, capacity, 0, &limit, &status);
  return U_FAILURE(status) || length > capacity ? -1 : length;
}

int32_t icu_idna_to_unicode(const char *host, int32_t length, char *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  UIDNA *idna = uidna_openUTS46(UIDNA_DEFAULT, &status);
  int32_t written = idna == NULL ? -1 : uidna_nameToUnicodeUTF8(idna, host, length, out, capacity, &info, &status);
  if (idna != NULL) uidna_close(idna);
  return U_FAILURE(status) || written > capacity ? -1 : written;
}

struct icu_regex {
  URegularExpression *handle;
};

static icu_regex *wrapped(URegularExpression *handle) {
  icu_regex *regex = handle == NULL ? NULL : malloc(sizeof *regex);
  if (regex == NULL) {
    if (handle != NULL) uregex_close(handle);
    return NULL;
  }
  regex->handle = handle;
  return regex;
}

icu_regex *icu_regex_open(const char *pattern, int32_t length, int32_t *fault_offset, const char **fault) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError place = {0, -1, {0}, {0}};
  UChar *text = malloc(sizeof(UChar) * ((size_t)length + 1));
  int32_t count = 0;
  URegularExpression *handle = NULL;
  if (text == NULL) return NULL;
  u_strFromUTF8(text, length + 1, &count, pattern, length, &status);
  handle = uregex_open(text, count, UREGEX_CASE_INSENSITIVE, &place, &status);
  free(text);
  if (U_FAILURE(status)) {
    *fault_offset = place.offset;
    *fault = u_errorName(status);
    return NULL;
  }
  uregex_setStackLimit(handle, 8 << 20, &status);
  return wrapped(handle);
}

icu_regex *icu_regex_clone(const icu_regex *regex) {
  UErrorCode status = U_ZERO_ERROR;
  return wrapped(uregex_clone(regex->handle, &status));
}

void icu_regex_close(icu_regex *regex) {
  uregex_close(regex->handle);
  free(regex);
}

/* Called at every step with the number of those taken. */
static UBool note_steps(const void *taken, int32_t steps) {
  *(int32_t *)taken = steps;
  return 1;
}

int32_t icu_regex_find(icu_regex *regex, const uint16_t *text, int32_t count, int32_t from, int32_t *steps, int32_t *start,
                       int32_t *end) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t taken = 0;
  UBool found;
  uregex_setTimeLimit(regex->handle, *steps, &status);
  uregex_setMatchCallback(regex->handle, note_steps, &taken, &status);
  uregex_setText(regex->handle, (const UChar *)text, count, &status);
  found = uregex_find(regex->handle, from, &status);
  *steps = taken < *steps ? *steps - taken : 0;
  if (U_FAILURE(status)) return -1;
  if (!found) return 0;
  *start = uregex_start(regex->handle, 0, &status);
  *end = uregex_end(regex->handle, 0, &status);
  return U_FAILURE(status) ? -1 : 1;
}
