"""Markdown files -> notes."""

from cuedeck.notes.config import Config, ConfigError
from cuedeck.notes.note import Note, Problem
from cuedeck.notes.reader import read
from cuedeck.notes.vault import File, Vault

__all__ = ["Config", "ConfigError", "File", "Note", "Problem", "Vault", "read"]
