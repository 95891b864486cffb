// Replaced by the part's first test.
