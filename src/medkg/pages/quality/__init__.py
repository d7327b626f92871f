"""What is missing from the graph, and where its sources disagree: for those who keep it."""
