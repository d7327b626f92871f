"""The page about one thing: an entry, a concept, an organization, an event, a publication, or anything else."""
