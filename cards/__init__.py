"""What a card is, and how it stays the same from build to build."""
