"""The list of all entries, by what they are about: facets, the state of the page, its queries, and what it shows."""
