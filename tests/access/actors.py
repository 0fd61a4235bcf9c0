"""The cast of the table: who asks, and which audiences they belong to."""

# Each as La Libertad sees them. Ada and Ben lead the teams Búhos and Zorros; Rita registered and has no team.
ACTORS = ("nobody", "ada", "ben", "rita", "zed", "val", "chi", "olu", "sol", "vera", "nora")
MEANING = {
    "nobody": "not signed in", "ada": "captain of the Búhos", "ben": "captain, and only member, of the Zorros",
    "rita": "registered without a team", "zed": "has an account", "val": "volunteer", "chi": "juror", "olu": "owner",
    "sol": "staff", "vera": "organiser of another event", "nora": "administrator",
}  # fmt: skip
AUDIENCES = {
    "everybody": ACTORS,
    "others": ACTORS,
    "signed-in": tuple(name for name in ACTORS if name != "nobody"),
    "organisers": ("olu", "sol", "nora"),
    "owners": ("olu", "nora"),
} | {name: (name,) for name in ACTORS}
TEAMS = {"own": ("ada",), "another's": ("ben",)}
"""Whose the thing of an address is, where it is a team's."""
