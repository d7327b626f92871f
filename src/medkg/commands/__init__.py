"""The commands of the command line, a file for each, which imports its half of the program when it runs."""
