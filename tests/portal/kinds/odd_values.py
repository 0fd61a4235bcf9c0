"""What a portal may put where a text, a list or an object belongs."""

ODD = [
    None, True, False, 0, -1, 7, 1e308, float("nan"), float("inf"), 10**400, "", " ", "\0", "\ud800", "x" * 10_000, "<script>alert(1)</script>",
    "http://[", "javascript:alert(1)", [], [None], [[]], [[[["x"]]]], ["\ud800", 7, None], {}, {"es": "Hola"}, {"": None}, {"a": {"b": {}}},
    '{"es": 7}', "{" * 100, "9" * 5_000, "P1D" * 50, "0000-00-00", "9999-12-31T23:59:59-14:00",
]  # fmt: skip
