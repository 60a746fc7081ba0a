"""The rules about conflicts of interest, and whose account a link belongs to."""

from datetime import UTC, datetime, timedelta

import pytest

from complaints.domain.errors import Refusal
from complaints.domain.identity import resolve
from complaints.domain.identity.accounts import account_of
from complaints.domain.recusal import (
    SECOND_THOUGHTS,
    Concern,
    Reach,
    Recused,
    reach_of,
    reason_given,
    require_may_end,
)

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
POST = Concern(5, "t.me", "telegram:account/name")


def test_a_recusal_covers_what_it_reaches_and_no_more():
    assert Recused(resources=frozenset({5})).covers(POST)
    assert Recused(sites=frozenset({"t.me"})).covers(POST)
    assert Recused(accounts=frozenset({"telegram:account/name"})).covers(POST)
    assert not Recused(frozenset({6}), frozenset({"me"}), frozenset({"telegram:account/other"})).covers(POST)
    assert not Recused(accounts=frozenset({"telegram:account/name"})).covers(Concern(6, "t.me", None))


def test_a_reach_is_one_the_link_has():
    assert reach_of("account", POST) is Reach.ACCOUNT
    for text, concern in (("account", Concern(1, "a.kz", None)), ("site", Concern(1, "", None)), ("web", POST)):
        with pytest.raises(Refusal, match=r"recusal\.reach"):
            reach_of(text, concern)


@pytest.mark.parametrize(("text", "code"), [(" \n", "recusal.reason"), ("a" * 2_001, "recusal.too_long")])
def test_a_conflict_of_interest_has_a_reason(text, code):
    with pytest.raises(Refusal) as refused:
        reason_given(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("by", "senior", "later", "code"),
    [
        (1, False, timedelta(0), None),
        (1, False, SECOND_THOUGHTS, None),
        (1, False, SECOND_THOUGHTS + timedelta(seconds=1), "recusal.too_late"),
        (1, True, SECOND_THOUGHTS + timedelta(seconds=1), "recusal.own_end"),
        (2, False, timedelta(0), "access.denied"),
        (2, True, timedelta(days=9), None),
    ],
)
def test_a_slip_is_taken_back_at_once_and_a_conflict_ended_by_a_senior_who_is_somebody_else(by, senior, later, code):
    def end():
        require_may_end(by, recused_id=1, made_at=NOW, now=NOW + later, senior=senior)

    if code is None:
        end()
        return
    with pytest.raises(Refusal) as refused:
        end()
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("link", "account"),
    [
        ("https://t.me/durov", "telegram:account/durov"),
        ("https://t.me/durov/12", "telegram:account/durov"),
        ("https://t.me/durov/s/12", "telegram:account/durov"),
        ("https://t.me/c/1234567890/12", "telegram:chat/1234567890"),
        ("https://vk.com/wall-1234_567", "vk:community/1234"),
        ("https://vk.com/wall77_567", "vk:user/77"),
        ("https://vk.com/club1234", "vk:community/1234"),
        ("https://facebook.com/user/posts/123456", "facebook:account/user"),
        ("https://ok.ru/group/123/topic/456", "odnoklassniki:group/123"),
        ("https://ok.ru/profile/12345", "odnoklassniki:profile/12345"),
        ("https://user.livejournal.com/123.html", "livejournal:journal/user"),
        ("https://blog.blogspot.com/2020/x.html", "blogspot:blog/blog"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", None),
        ("https://www.instagram.com/p/Cabc123/", None),
        ("https://example.kz/a/b", None),
        ("https://example.kz:8443/a/b", None),
        ("https://example.kz/", None),
    ],
)
def test_a_link_tells_whose_account_it_belongs_to_where_its_key_does(link, account):
    named = resolve(link)
    assert account_of(named.key, named.scope) == account


@pytest.mark.parametrize(
    ("account", "post"),
    [
        ("https://t.me/durov", "https://t.me/durov/12"),
        ("https://vk.com/club1234", "https://vk.com/wall-1234_567"),
        ("https://user.livejournal.com/", "https://user.livejournal.com/123.html"),
        ("https://blog.blogspot.com/", "https://blog.blogspot.com/2020/x.html"),
        ("https://ok.ru/group/123", "https://ok.ru/group/123/topic/456"),
    ],
)
def test_a_post_belongs_to_the_account_that_a_link_to_the_account_names(account, post):
    own, of_post = resolve(account), resolve(post)
    assert account_of(own.key, own.scope) == account_of(of_post.key, of_post.scope)
