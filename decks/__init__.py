"""Cards -> documents, and the command line."""
