"""medkg: a knowledge graph of medical data for machine learning."""

__version__ = "0.1.0"
