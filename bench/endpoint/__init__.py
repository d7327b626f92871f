"""How fast the endpoint answers, beside peers on the same data, and whether it holds under attack."""
