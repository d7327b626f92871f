"""SPARQL as people type it: where a text stops being a query, what mends it, and what may stand at the caret.

Pure Python, linear in the length of the text, and never failing: a stranger's query may be read here by any process.
What a query *is* decides the engine alone; this is for messages and help.
"""
