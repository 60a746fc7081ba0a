"""Why a text is not a link that can be reported, in English, one sentence per code."""

from complaints.domain.marking import N_

MESSAGES: dict[str, str] = {
    "link.empty": N_("This line holds no link."),
    "link.not_a_link": N_("Line %(line)s is not a link: “%(link)s”. Write it like https://example.org/page."),
    "link.scheme": N_(
        "Line %(line)s is not the address of a web page: “%(link)s”. It must start with http:// or https://."
    ),
    "link.host": N_("Line %(line)s names no site that can exist on the Internet: “%(link)s”."),
    "link.too_long": N_("The link is too long to be checked."),
    "link.several": N_("Line %(line)s holds several links: “%(link)s”. Put each on a line of its own."),
    "link.cut_short": N_("The link on line %(line)s was cut short: “%(link)s”. Copy the whole of it."),
    "link.email": N_("Line %(line)s is an e-mail address: “%(link)s”. Paste the link of the page on which you saw it."),
    "link.handle": N_(
        "Line %(line)s names an account but not where it is: “%(link)s”. "
        "Paste its link, like https://t.me/name or https://www.instagram.com/name."
    ),
}
