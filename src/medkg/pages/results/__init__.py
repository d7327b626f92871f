"""Results of queries as people read them: labels, order, pages, pictures by shape."""
