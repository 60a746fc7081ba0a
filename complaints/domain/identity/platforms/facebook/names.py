"""What Facebook's links have in common: names, numbers, comments."""

from typing import Final

from complaints.domain.identity.forms import without_dots

NUMBER: Final = "[0-9]{1,20}"
# Words that stand where names do.
NOT_A_NAME: Final = (
    "(?!(?:watch|groups|events|pages|people|photo|photos|story|permalink|profile|login|sharer|share|reel|reels|stories|"
    "hashtag|search|marketplace|gaming|games|media|notes|plugins|dialog|ads|business|help|policies|privacy|legal|"
    "settings|messages|bookmarks|friends|saved|memories|pg|p|public|directory|video|videos|live|home|index|posts|terms|"
    "careers|recover|reg|r|fundraisers|donate|jobs|places|topic|topics|tr|v[0-9.]+|l|ajax|cookie|checkpoint|flx|"
    "news)(?:[/.]|\\Z))"
)
OWNER: Final = f"{NOT_A_NAME}(?P<owner>[0-9]|[A-Za-z0-9][A-Za-z0-9.]{{1,79}})"
POST: Final = "(?P<post>[0-9]{1,20}|pfbid[A-Za-z0-9]{10,100})"
COMMENTS: Final = ("comment_id", "reply_comment_id")
DOTLESS: Final = {"owner": without_dots}
