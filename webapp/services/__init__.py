"""The verbs: open, edit, save, share, render, run, export. Every door calls these and nothing deeper.

This file imports nothing, so that `lanestep render` starts without loading the database.
"""
