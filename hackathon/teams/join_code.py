"""The code that lets people into a team, pure: made to be read aloud and typed from a screen across a room."""

import secrets

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without 0 and O, 1, I and L
LENGTH = 8  # 31 ** 8: nobody guesses one of a thousand teams in ten tries every ten minutes


def new_code() -> str:
    """A random code, as it is stored: no hyphen."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def shown_code(code: str) -> str:
    """As people read it: `K7MF-2QXA`."""
    return f"{code[:4]}-{code[4:]}"


def plain_code(typed: str) -> str:
    """What somebody typed, as it is stored: case, spaces and hyphens do not count."""
    return "".join(character for character in typed.upper() if character.isalnum())[:20]
