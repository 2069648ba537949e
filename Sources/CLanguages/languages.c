/* Puts languages.model into the program: 8 MB in 0.1 s (clang 21, 2026-11-25), where a generated array of numbers takes
   minutes. The system loads its pages as they are read and shares them between processes. */
#include "CLanguages.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

_Alignas(64) const unsigned char drawbridge_language_model_bytes[] = {
#embed "languages.model"
};

const size_t drawbridge_language_model_count = sizeof drawbridge_language_model_bytes;
