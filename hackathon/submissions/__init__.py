"""What teams hand in: one project each, its versions and receipts."""
