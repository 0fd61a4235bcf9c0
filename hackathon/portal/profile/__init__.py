"""What a file of data holds, read from the file alone: its columns, its faults, and a clean copy. Pure."""
