#include "CBlocklist.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t words[] = {
#embed "blocklist.txt"
};

const uint8_t *nomade_blocklist(void) { return words; }

long nomade_blocklist_count(void) { return (long)sizeof words; }
