"""What differs between two snapshots: compared line by line, told in words, written as a patch. No engine, no page."""
