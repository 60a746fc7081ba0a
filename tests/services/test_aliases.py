"""What checks learn about names: proposals for a reviewer, never a silent merger."""

from tests.net.hostile import http
from tests.services.conftest import PROSE, page


def redirect(to: str) -> bytes:
    return http(b"", f"Location: {to}", status="301 Moved Permanently")


def canonical(address: str) -> bytes:
    return page(PROSE).replace(b"</head>", f'<link href="{address}" rel="canonical"></head>'.encode())


def proposals(service):
    return service.rows(
        "SELECT r.key, t.key, a.kind, a.state, a.evidence, c.step FROM aliases a "
        "JOIN resources r ON r.id = a.resource_id "
        "JOIN resources t ON t.id = a.target_id LEFT JOIN checks c ON c.id = a.check_id ORDER BY a.id"
    )


def test_a_redirect_is_proposed_with_its_evidence_and_joins_nothing(service, site):
    site.paths["/short"] = redirect("http://other.kz/page")
    site.paths["/page"] = page()
    service.file("http://site.kz/short")
    service.file("http://other.kz/page")
    service.work()
    service.work()
    key = service.rows("SELECT key FROM resources ORDER BY id")
    assert proposals(service) == [(key[0][0], key[1][0], "redirect", "proposed", "http://other.kz/page", "redirected")]
    assert service.rows("SELECT complaints FROM cases") == [(1,), (1,)]


def test_a_redirect_between_spellings_of_one_page_is_no_alias(service, site):
    site.paths["/page?utm_source=mail"] = redirect("http://site.kz/page/")
    site.paths["/page/"] = page()
    service.file("http://site.kz/page?utm_source=mail")
    service.work()
    assert proposals(service) == []


def test_a_canonical_address_counts_on_its_own_site_only(service, site):
    site.paths["/print"] = canonical("/page")
    site.paths["/copy"] = canonical("http://other.kz/page")
    site.paths["/own"] = canonical("http://site.kz/own?utm_source=feed")
    for path in ("print", "copy", "own"):
        service.file(f"http://site.kz/{path}")
    service.work()
    (found,) = proposals(service)
    assert found[2:] == ("canonical", "proposed", "http://site.kz/page", "canonical")
    codes = [service.codes(number)["canonical"] for number in (1, 2, 3)]
    assert codes == ["check.canonical.other", "check.canonical.other_site", "check.canonical.same"]


def test_what_was_answered_is_not_proposed_again(service, site, reviewer):
    site.paths["/short"] = redirect("http://other.kz/login")
    site.paths["/login"] = page()
    service.file("http://site.kz/short")
    service.work()
    service.casework.claim(service.number(), reviewer)
    ((version, alias),) = service.rows("SELECT c.version, a.id FROM cases c, aliases a")
    service.joining.refuse_alias(service.number(), reviewer, version, alias, "A log-in page.")
    service.clock.move(days=1)
    service.checking.again(service.number(), reviewer)
    service.work()
    assert [row[3] for row in proposals(service)] == ["refused"]
