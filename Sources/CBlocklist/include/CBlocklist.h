#ifndef NOMADE_BLOCKLIST_H
#define NOMADE_BLOCKLIST_H

#include <stdint.h>

/// The shipped words: sorted by byte, one a line. Made by Scripts/blocklist.
const uint8_t *_Nullable nomade_blocklist(void);

/// Bytes of the shipped words.
long nomade_blocklist_count(void);

#endif
