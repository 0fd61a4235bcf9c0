from hackathon.portal.kinds.rdf import read
from hackathon.portal.kinds.rdf_tree import Trees
from hackathon.portal.kinds.rdf_words import DCAT, DCT

PREFIXES = f"@prefix dcat: <{DCAT}> . @prefix dct: <{DCT}> .\n"
RELATION = f"{DCT}relation"


def trees_of(turtle: str) -> Trees:
    return Trees(read((PREFIXES + turtle).encode(), address="https://portal.example/catalog"))


def test_a_tree_is_the_same_in_whatever_order_and_under_whatever_passing_names():
    one = '<http://a/> dct:title "b", "a" ; dct:publisher _:x . _:x dct:title "P" ; dct:source [ dct:title "s" ] .'
    other = '_:n dct:title "s" . _:q dct:source _:n ; dct:title "P" . <http://a/> dct:publisher _:q ; dct:title "a", "b", "a" .'

    tree = trees_of(one).of("http://a/")

    assert tree == trees_of(other).of("http://a/")
    assert tree == {
        "@id": "http://a/",
        f"{DCT}title": [{"@value": "a"}, {"@value": "b"}],
        f"{DCT}publisher": [{f"{DCT}source": [{f"{DCT}title": [{"@value": "s"}]}], f"{DCT}title": [{"@value": "P"}]}],
    }


def test_a_tree_does_not_go_round_nor_into_other_datasets():
    trees = trees_of(
        "<http://a/> dct:relation _:x, <http://b/> . _:x dct:relation _:y . _:y dct:relation _:x, <http://a/> ."
        '<http://b/> a dcat:Dataset ; dct:title "other" .'
    )

    assert trees.of("http://a/")[RELATION] == [
        {"@id": "http://b/"},
        {RELATION: [{RELATION: [{"@id": "http://a/"}, {}]}]},
    ]


def test_a_tree_that_would_grow_beyond_all_bounds_names_only_what_it_points_to():
    below = {n: ", ".join(f"<http://l{n}/{k}>" for k in range(30)) for n in range(1, 5)}
    text = f"<http://l0/0> dct:relation {below[1]} ."
    text += "".join(f"<http://l{n}/{k}> dct:relation {below[n + 1]} ." for n in range(1, 4) for k in range(30))

    tree = trees_of(text).of("http://l0/0")

    names = sorted(f"http://l1/{k}" for k in range(30))
    assert tree == {"@id": "http://l0/0", RELATION: [{"@id": name} for name in names]}


def test_many_trees_of_one_page_stay_small_together(monkeypatch):
    monkeypatch.setattr("hackathon.portal.kinds.rdf_tree.MOST_ON_A_PAGE", 3)
    trees = trees_of('<http://a/> dct:publisher _:p . <http://b/> dct:publisher _:p . _:p dct:title "P", "Q" .')

    assert trees.of("http://a/")[f"{DCT}publisher"] == [{f"{DCT}title": [{"@value": "P"}, {"@value": "Q"}]}]
    assert trees.of("http://b/")[f"{DCT}publisher"] == [{}]
