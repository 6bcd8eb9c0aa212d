"""Notes -> drafts of cards."""
