"""Filters: links that mail services put in place of those in a letter, to look at each before it is followed."""

from typing import Final

from complaints.domain.identity.rules.leading import TARGET, by_parameter
from complaints.domain.identity.wrapping import Wrapper

_LINK: Final = "https%3A%2F%2Fsite.example.org%2Fa%2Fslovo-1%3Fid%3D7"

FILTERS: Final[tuple[Wrapper, ...]] = (
    by_parameter("([a-z0-9.-]+).safelinks.protection.outlook.com", "", "url"),
    by_parameter("([a-z0-9.-]+).safelinks.protection.office365.us", "", "url"),
    by_parameter("statics.teams.cdn.office.net", "/evergreen-assets/safelinks/1/atp-safelinks.html", "url"),
    by_parameter("statics.teams.cdn.office.net", "/evergreen-assets/safelinks/2/atp-safelinks.html", "url"),
    by_parameter("teams.cdn.office.net", "/evergreen-assets/safelinks/1/atp-safelinks.html", "url"),
    by_parameter("urldefense.proofpoint.com", "/v1/url", "u"),
    Wrapper(
        hosts=("urldefense.proofpoint.com",),
        path="/v2/url",
        params=("u",),
        decode="proofpoint2",
        same=(
            (
                "https://urldefense.proofpoint.com/v2/url?u=https-3A__site.example.org_a_slovo-2D1-3Fid-3D7&d=DwMFaQ&c=x",
                TARGET,
            ),
        ),
    ),
    Wrapper(
        hosts=("urldefense.com", "urldefense.us", "urldefense.proofpoint.com"),
        path="/v3/__(?P<target>.+)",
        decode="proofpoint3",
        same=(("https://urldefense.com/v3/__https://site.example.org/a/slovo-1?id=7__;!!AbC!xYz$", TARGET),),
    ),
    by_parameter("linkprotect.cudasvc.com", "/url", "a"),
    by_parameter("([a-z0-9-]+).safelink.emails.azure.net", "/redirect/", "destination"),
    by_parameter("antiphishing.vadesecure.com", "/v4", "u"),
    by_parameter("([a-z0-9.-]+).trendmicro.com", "/wis/clicktime/v1/query", "url"),
    by_parameter("urlsand.esvalabs.com", "/", "u"),
    Wrapper(
        hosts=("url.avanan.click", "([a-z]{2}).url.avanan.click"),
        path="/v2/(?:r[0-9]{2}/)?___(?P<target>https?:.+)___\\..*",
        drops_query=True,
        same=(
            (f"https://url.avanan.click/v2/r01/___{TARGET.partition('?')[0]}___.YXAzOmFiYw", TARGET.partition("?")[0]),
        ),
    ),
    Wrapper(
        hosts=("([a-z0-9-]+).protection.sophos.com",),
        params=("u",),
        decode="base64",
        same=(
            (
                "https://us-east-2.protection.sophos.com/?d=example.org&u=aHR0cHM6Ly9zaXRlLmV4YW1wbGUub3JnL2Evc2xvdm8tMT9pZD03&i=N",
                TARGET,
            ),
        ),
    ),
    Wrapper(
        hosts=("([a-z0-9.-]+).awstrack.me", "click.redditmail.com"),
        path="/C?L0/(?P<target>https?(?::|%3A)%2F%2F[^/]+)/.*",
        drops_query=True,
        same=((f"https://abc.r.eu-west-1.awstrack.me/L0/{_LINK}/1/0102-00/xYz=15", TARGET),),
    ),
    by_parameter("clicktime.symantec.com", "", "u"),
    by_parameter("clicktime.cloud.postoffice.net", "", "u"),
    Wrapper(
        hosts=("secure-web.cisco.com",),
        path="/1[^/]*/(?P<target>https?%3[Aa].+)",
        same=((f"https://secure-web.cisco.com/1xYz_-0aBc/{_LINK}", TARGET),),
    ),
)
