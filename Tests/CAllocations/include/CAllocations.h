#ifndef CALLOCATIONS_H
#define CALLOCATIONS_H
/// How often this thread asked for memory so far.
unsigned long long allocations_of_this_thread(void);
#endif
