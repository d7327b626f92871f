"""Search by words: the index that the build half writes into a snapshot, and the serve half's ways to ask it."""
