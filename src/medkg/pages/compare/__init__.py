"""Entries side by side: what they share, what differs, and what is said of one only."""
