"""How fast and how heavy the pages are; see __main__."""
