"""Plain text: marking for translation, folding for search, slugs for addresses, skeletons against look-alikes."""

import re
import secrets
import unicodedata

RESERVED_SLUGS = frozenset(
    "new requests demand manage jury me register results projects challenges teams rules schedule "
    "minutes announcements questions admin api static import login logout signup reset account edit".split()
)

# Letters of other scripts, and digits, that pass for Latin ones in a name.
# Source: our own reading of the Cyrillic and Greek alphabets; the pairs people actually use to deceive.
_LOOK_ALIKES = str.maketrans(
    {
        "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "ё": "e", "ɡ": "g", "һ": "h", "н": "h",
        "і": "i", "ї": "i", "ј": "j", "к": "k", "ӏ": "i", "м": "m", "о": "o", "р": "p", "ԛ": "q",
        "г": "r", "ѕ": "s", "т": "t", "у": "y", "ѵ": "v", "ԝ": "w", "х": "x", "ʏ": "y",
        "α": "a", "β": "b", "ε": "e", "η": "n", "ι": "i", "κ": "k", "μ": "u", "ν": "v", "ο": "o",
        "ρ": "p", "τ": "t", "υ": "u", "χ": "x", "γ": "y", "ω": "w",
        "0": "o", "1": "i", "l": "i", "|": "i", "ı": "i", "5": "s", "$": "s", "@": "a",
    }
)  # fmt: skip


LONGEST_EMAIL = 254
_ACCENTS = re.compile("[\u0300-\u036f]+")  # those of Latin, Greek and Cyrillic letters


def N_(text: str) -> str:
    """Mark a source text for translation; it is translated where a person reads it."""
    return text


def fold(text: str) -> str:
    """Text for searching: no accents, no case, single spaces. `Educación  Básica` gives `educacion basica`."""
    if text.isascii() and text.isprintable():  # most texts of a catalogue: nothing to take apart
        return " ".join(text.lower().split())
    decomposed = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    if decomposed.isascii() and decomposed.isprintable():
        return " ".join(decomposed.split())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c) and (c.isprintable() or c.isspace()))
    return " ".join(plain.split())


def slug_of(text: str, *, longest: int = 60) -> str:
    """An address for a title: ASCII words joined by hyphens; `item` when nothing is left of it."""
    words = re.findall(r"[a-z0-9]+", fold(text).encode("ascii", "ignore").decode())
    slug = "-".join(words)[:longest].strip("-")
    return slug or "item"


def skeleton(name: str) -> str:
    """Equal for names that look alike: `Búhos 1`, `buhos l` and `BÚHOS  I` share one. Used to keep names unique."""
    return fold(fold(name).translate(_LOOK_ALIKES)).replace(" ", "").replace("rn", "m").replace("vv", "w")


def new_public_id() -> str:
    """A random id for addresses: 72 bits, never a counter of other people's things."""
    return secrets.token_urlsafe(9)


CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that are taken for another on paper or on the phone


def new_paper_code() -> str:
    """The code of a receipt or a certificate, random: `7KXM-Q2PD-94RT`, 58 bits."""
    return "-".join("".join(secrets.choice(CODE_LETTERS) for _ in range(4)) for _ in range(3))


def paper_code(typed: str) -> str:
    """A code as it is stored, from how somebody typed it: any case, with or without hyphens and spaces."""
    signs = "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def trimmed(value: object) -> object:
    """Text without the spaces around it and without characters that no database keeps (NUL)."""
    return value.replace("\x00", "").replace("\r\n", "\n").strip() if isinstance(value, str) else value


def one_line(value: object) -> object:
    """What is typed into a field of one line: a line break in a name would be a line of its own in a mail."""
    if not isinstance(value, str):
        return value
    return "".join(sign for sign in " ".join(value.split()) if unicodedata.category(sign) != "Cc")
