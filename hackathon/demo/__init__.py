"""The demo: an illustrative portal and two editions, so that everything can be tried before anything is real."""
