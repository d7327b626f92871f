"""From the record that a publisher gives of its data to a draft entry: what a curator then finishes.

`fetch` and `document` get the record, `web_page`, `contexts` and `triples` read it, `record` finds the dataset in it,
`terms` knows the words of the catalog, `facts` maps what is told, `draft` makes the entry of it, `yaml_text` writes it.
"""
