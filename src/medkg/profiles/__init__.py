"""How an entry reads in the terms of others: DCAT-AP, schema.org, Croissant, DataCite, citations. Pure functions."""
