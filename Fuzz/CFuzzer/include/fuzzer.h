#include <stddef.h>
#include <stdint.h>

/// Runs libFuzzer over one function until its options say stop; it never comes back from a failure.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));
