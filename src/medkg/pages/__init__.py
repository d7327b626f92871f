"""What the pages show: their queries, and how the rows become what a template writes. Nothing here knows of Flask."""
