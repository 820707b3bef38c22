"""What the program can do: open, edit, save, share, draw, run, export. Every door calls these and nothing deeper.

This file imports nothing, so that `lanestep render` does not load the database.
"""
