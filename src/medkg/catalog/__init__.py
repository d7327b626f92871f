"""The door for curated data: reads `data/`, `ontology/` and `queries/`, and reports every fault at once."""
