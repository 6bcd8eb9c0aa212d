"""Markdown files -> notes."""

from notes.config import Config, ConfigError
from notes.note import Note, Problem
from notes.reader import read
from notes.vault import File, Vault

__all__ = ["Config", "ConfigError", "File", "Note", "Problem", "Vault", "read"]
