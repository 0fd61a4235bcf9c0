"""The measurements of `run.py bench`: everything is a ratio to a bare Flask in the same run on the same machine."""
