"""The order of merit, its publication and its proof."""
