"""What may be typed at the caret: keywords, variables, and what this graph has there, with how often."""
