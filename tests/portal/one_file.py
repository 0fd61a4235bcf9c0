"""A portal that gives one file, with a mark and a date."""

from tests.portal.replay import Reply

ANY = {"Content-Type": "text/csv", "ETag": '"one"', "Last-Modified": "Mon, 23 Nov 2026 08:00:00 GMT"}
PAGE = b"<!doctype html><html><body>Estamos en mantenimiento</body></html>"


class Portal:
    """A portal with one file; what it answers can be changed."""

    def __init__(self, play) -> None:
        self.reply, self.asked = Reply(body=b"a;b\n1;2\n", headers=ANY), []
        self.server = play(self.answer)

    def answer(self, ask):
        self.asked.append(ask.headers)
        if self.reply.status == 200 and ask.headers.get("if-none-match") == self.reply.headers.get("ETag", "-"):
            return Reply(304)
        return self.reply
