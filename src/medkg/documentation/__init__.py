"""The files that are made from others: documents, JSON Schemas of curated files, the JSON-LD context."""
