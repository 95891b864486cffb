/// How often this process has asked for memory so far.
unsigned long allocations(void);
