"""What the finished graph must satisfy: SHACL shapes and checks across entries."""
