"""Password rules, pure: long enough, not the name, not one that everybody guesses. No character recipes."""

from hackathon.errors import RuleBroken
from hackathon.text import N_, fold

SHORTEST = 10
LONGEST = 200
# Made by us from public knowledge of what people choose; each also stands for itself repeated or with digits behind.
COMMON = frozenset(
    """password contrasena contraseña qwerty qwertyuiop asdfghjkl zxcvbnm 1q2w3e4r abcdef abcdefgh iloveyou teamo
    tequiero admin administrador usuario bienvenido welcome letmein monkey dragon futbol alianza universitario
    sporting peru lima trujillo lalibertad hackathon hackaton minka datosabiertos secreto clave micontrasena
    123 1234 12345 123456 1234567 12345678 123456789 1234567890 987654321 111111 000000 112233 121212""".split()
)


def refuse_weak(password: str, *, name: str, email: str) -> None:
    """Raise RuleBroken (field `password`) when a password is short, too long, personal or among the common ones."""
    if len(password) < SHORTEST:
        raise RuleBroken(
            N_("Use at least %(count)s characters: three or four words together are easy to remember."),
            field="password",
            count=SHORTEST,
        )
    if len(password) > LONGEST:
        raise RuleBroken(N_("Use at most %(count)s characters."), field="password", count=LONGEST)
    plain = fold(password).replace(" ", "")
    core = plain.rstrip("0123456789!.*#$%&")
    own = {fold(part) for part in [*name.split(), email.partition("@")[0]] if len(part) > 2}
    if plain in COMMON or core in COMMON or _is_repeated(plain) or core in own or core == fold(name).replace(" ", ""):
        raise RuleBroken(
            N_("This password is easy to guess. Choose words that have nothing to do with you."), field="password"
        )


def _is_repeated(text: str) -> bool:
    """`abcabcabc`, `1234123412`: one short piece again and again."""
    return any(
        len(text) >= 2 * size and text == (text[:size] * (len(text) // size + 1))[: len(text)] for size in range(1, 6)
    )
