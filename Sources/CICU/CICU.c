#include "CICU.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
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
