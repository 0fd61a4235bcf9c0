"""Score sheets, from the rubric to the signature."""
