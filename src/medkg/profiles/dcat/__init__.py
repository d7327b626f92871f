"""DCAT 3 as DCAT-AP 3.0.1 and HealthDCAT-AP Release 8 want it: an entry, the catalog, its pages."""
