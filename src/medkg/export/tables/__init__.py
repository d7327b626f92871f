"""The graph as tables, for those who work with data frames: CSV described by CSVW, and Parquet."""
