import ipaddress

import pytest

from hackathon.addresses import is_linkable, is_oddly_spelled, is_public, parse_hosts


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "190.116.0.1", "2606:4700::1111", "2a00:1450:4001::1"])
def test_public_addresses_are_public(address):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "192.0.0.8", "192.88.99.1", "198.18.0.1", "224.0.0.1", "240.0.0.1",
     "255.255.255.255", "::", "::1", "::ffff:8.8.8.8", "::8.8.8.8", "64:ff9b::808:808", "2002:808:808::", "2001::1", "2001:db8::1", "fe80::1", "fec0::1", "fc00::1", "ff02::1", "5f00::1", "3fff::1"],
)  # fmt: skip
def test_special_mapped_and_translated_addresses_are_not(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f.1",
        "127.1",
        "0177.0.0.1",
        "127.0.0.1.",
        "1.2.3.4.5",
        "example.0x7f",
        "::ffff:1.2.3.4",
        "fe80::1%eth0",
    ],
)
def test_numbers_in_disguise_are_seen(host):
    assert is_oddly_spelled(host)


@pytest.mark.parametrize(
    "host", ["datos.gob.pe", "8.8.8.8", "a.b-1.example", "2606:4700::1111", "1a.example", "xn--espaa-rta.example"]
)
def test_plain_hosts_are_plain(host):
    assert not is_oddly_spelled(host)


@pytest.mark.parametrize(
    "url",
    [
        "https://datos.gob.pe/a b.csv",
        "http://portal.example/dataset/Año 2015.csv",
        "https://8.8.8.8/x",
        "http://portal.example:8080/",
        "https://españa.example/",
    ],
)
def test_addresses_of_the_web_may_be_linked(url):
    assert is_linkable(url)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "ftp://x.example/", "//x.example/", "x.example", "", "http://",
     "http://127.0.0.1:9/x", "http://169.254.169.254/", "http://[::1]/", "http://localhost/", "http://a.localhost/", "http://printer.local/", "http://db.internal/", "http://2130706433/", "http://①②⑦.0.0.1/",
     "http://user:pass@x.example/", "http://x.example:99999/", "http://x.example:0/", "http://[", "http://0x7f.1/"],
)  # fmt: skip
def test_addresses_that_do_harm_or_lead_inwards_are_no_links(url):
    assert not is_linkable(url)


def test_hosts_are_read_from_a_setting():
    assert parse_hosts(" 127.0.0.1:5001, Portal.Intranet:8080,[::1]:90 ,") == {
        ("127.0.0.1", 5001),
        ("portal.intranet", 8080),
        ("::1", 90),
    }
