"""From a loaded catalog to quads: one function per kind of thing, no input or output."""
