"""Search that ignores accents and case, the same on both databases.

`matches()` is the condition; what it looks at is `search_words.text_for()`. Words are cut by us, so that both engines find alike; the
last letters of a word need not be typed.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, literal, literal_column, select, table, text

from hackathon.database import db
from hackathon.portal.models import Dataset, DatasetRecord
from hackathon.portal.search_words import words_of

MOST_WORDS = 12


def matches(typed: str) -> ColumnElement[bool]:
    """Whether a dataset holds every typed word, or a word that begins so."""
    words = words_of(typed)[:MOST_WORDS]
    if not words:
        return false()
    if db.session.get_bind().dialect.name == "postgresql":
        query = " & ".join(f"'{word}':*" for word in words)
        stored = func.to_tsvector(literal_column("'simple'"), DatasetRecord.search_text)
        fits = stored.bool_op("@@")(func.to_tsquery(literal_column("'simple'"), query))
        return Dataset.id.in_(select(DatasetRecord.dataset_id).where(fits))
    query = " AND ".join(f'"{word}"*' for word in words)
    found: Select[Any] = select(literal_column("rowid")).select_from(table("dataset_search"))
    return Dataset.id.in_(found.where(text("dataset_search MATCH :words").bindparams(words=query)))


def in_title(typed: str) -> ColumnElement[int]:
    """1 where the title holds every typed word, or a word that begins so; else 0.

    It looks at the dataset's address, which is its title folded alike on both databases: the first sixty letters of the
    title that it came with.
    """
    words = words_of(typed)[:MOST_WORDS]
    titled = literal("-").concat(Dataset.slug)
    return (
        case((and_(*(titled.contains(f"-{word}", autoescape=True) for word in words)), 1), else_=0)
        if words
        else literal(0)
    )
