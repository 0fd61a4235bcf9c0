"""The entry point of web servers and of the `flask` command."""

from hackathon import create_app

app = create_app()
