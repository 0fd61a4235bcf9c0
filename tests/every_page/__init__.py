"""Every page of the product, from one table: how it looks, how it is walked by keyboard, what it asks the database."""
