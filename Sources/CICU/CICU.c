#include "CICU.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>

enum { longest_segment = 128 };

int32_t icu_nfkc_casefold(const uint32_t *scalars, int32_t count, uint32_t *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  UChar source[2 * longest_segment], folded[40 * longest_segment];
  int32_t source_length = 0, folded_length = 0, written = 0;
  const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&status);
  if (count < 0 || count > longest_segment) return -1;
  u_strFromUTF32(source, 2 * longest_segment, &source_length, (const UChar32 *)scalars, count, &status);
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
