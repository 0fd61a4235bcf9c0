"""The entry point of web servers and of the `flask` command."""

from hackathon import create_app
from hackathon.errors import Misconfigured

try:
    app = create_app()
except Misconfigured as wrong:  # a sentence for whoever starts it, not a traceback
    raise SystemExit(str(wrong)) from wrong
