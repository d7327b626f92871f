"""What follows from the stated and curated quads by OWL 2 RL."""
