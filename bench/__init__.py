"""Figures: how well cuedeck does on facts, sentences and times whose truth is known. Not part of what is installed."""
