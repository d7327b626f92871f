"""From a snapshot to files for others: dumps, catalogs, tables, mapping sets. Same snapshot, same bytes."""
