/* ICU is linked here and its headers are seen only by CICU.c: shown to Swift they collide with Foundation's own copy. */
