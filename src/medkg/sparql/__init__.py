"""Evaluation of SPARQL queries over a snapshot, behind the `Engine` interface."""
