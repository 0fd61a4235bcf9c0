"""What a visitor does again and again in these tests."""

from tests.factories import PASSWORD

NEW = "algarrobos junto al mar"


def is_signed_in(visitor):
    return visitor.get("/account").status_code == 200


def log_in(visitor, email="ada@example.pe", password=PASSWORD, **more):
    return visitor.submit("/login", email=email, password=password, **more)
