"""Markdown files -> notes."""
