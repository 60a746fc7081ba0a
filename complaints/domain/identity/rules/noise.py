"""Parameters that say how somebody came to a page, never which page: campaigns, clicks, sessions, print and AMP views.

Names compare without case. To add one, add it to its line; the example that tests it is made from the row. A name that
selects content anywhere (`ref`, `source`, `id`, `p`, `s`) has no place here unless its value gives it away.
"""

from typing import Final, NamedTuple


class Noise(NamedTuple):
    """A parameter without meaning: its name, a value to test it with, and the values it is noise with ("" for any)."""

    name: str
    sample: str
    values: str = ""


# Whatever follows the prefix.
PREFIXES: Final = (
    "utm_",
    "hsa_",
    "pk_campaign",
    "pk_kw",
    "pk_source",
    "pk_medium",
    "pk_content",
    "pk_cid",
    "mtm_",
    "matomo_",
    "piwik_",
    "oly_anon_id",
    "oly_enc_id",
    "vero_conv",
    "vero_id",
    "hmb_",
    "otm_",
    "itm_source",
    "itm_medium",
    "itm_campaign",
    "itm_content",
    "itm_term",
    "itm_channel",
    "_hs",
    "__hs",
    "ga_source",
    "ga_medium",
    "ga_campaign",
    "ga_content",
    "ga_term",
    "ga_place",
    "fb_action_",
    "_branch_",
    "__cf_chl_",
    "cf_chl_",
    "_x_tr_",
    "aspsessionid",
    "__xts__",
    "__cft__",
    "__eep__",
    "guce_",
    "ns_mchannel",
    "ns_source",
    "ns_campaign",
    "ns_linkname",
    "ns_fee",
    "at_custom",
    "utm-",
    "pd_rd_",
    "pf_rd_",
    "spmailingid",
    "spreportid",
    "spjobid",
    "spuserid",
    "sfmc_",
)

_CLICKS: Final = """
    fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid msclkid twclid ttclid li_fat_id
    yclid ysclid ymclid yadclid yadordid yabizcmpgn igshid igsh rdt_cid scclid sccid epik pin_unauth tblci
    obclid rb_clickid vk_ad_id irclickid irgwc admitad_uid ranmid raneaid ransiteid qclid vmcid s_kwcid ef_id
    wickedid dm_i sznclid sbclid tgclid mindbox-click-id mindbox-message-key af_xp af_channel af_ad af_adset
    af_c_id af_force_deeplink af_sub1 algo_pvid algo_expid _bta_tid _bta_c trk_contact trk_msg trk_module
    trk_sid gdfms gdftrk gdffi _ke _kx lmsid erid mkwid pcrid cjevent awc zanpid mibextid sfnsn
"""
_CAMPAIGNS: Final = """
    _openstat openstat utm cn-reloaded fb_comment_id fb_xd_fragment _guc_consent_skip awesm _trkparms
    _trksid vn_source vn_medium vn_campaign vn_term vn_content dop_ab_variant dop_source_zone_name dop_req_id
    trk_email mc_cid mc_eid mc_tc mkt_tok ml_subscriber ml_subscriber_hash elqtrackid elqtrack elqaid elqat
    elqcampaignid smtyp intcid xtor wt_mc wt_zmc wt.mc_id wt.mc_ev wtrid s_cid sr_share spm os_ehash ceneo_spo
    tracking_source echobox gs_l __s at_medium at_campaign at_creation at_variant at_link_id at_link_type
    at_link_origin at_ptr_name at_bbc_team at_format fb_ref fb_source action_object_map action_type_map
    action_ref_map hsctatracking roistat roistat_visit calltouch_tm k50id frommarket campaign_source guccounter
    soc_src soc_trk tsrc nr_email_referer __twitter_impression ref_src ref_url refsrc referrer_clid _ga _gl _gac
    _gid _ym_uid _ym_debug ym_debug __tn__ dicbo vgo_ee trk_info hootpostid spref s_campaign sc_cid sc_campaign
    sc_channel sc_medium sc_content sc_outcome sc_geo sc_country amp_gsa amp_js_v usqp marfeeltn replytocom
    showcomment trbsrc turbo_feed_type turbo_ic turbo_uid
"""
_SESSIONS: Final = "phpsessid jsessionid asp.net_sessionid oscsid zenid xtcsid cfid cftoken jsessid phpsess sessid"

_HEX: Final = "[0-9A-Fa-f]{16,64}"
_YES: Final = "|1|true|yes|on|y"
_SOCIAL: Final = (
    "vk|vkontakte|vk\\.com|fb|facebook|facebook\\.com|tw|twitter|twitter\\.com|t\\.co|tg|telegram|t\\.me|ok|odnoklassniki|"
    "whatsapp|wa|viber|instagram|ig|insta|rss|share|social|sharing|messenger|email_share|fb_i|tw_i|vk_i"
)

VALUED: Final = (
    Noise("sid", "8cafc50a85cfce589748bae3fbc86b54", _HEX),
    Noise("s", "91523a489cb54fc6a3bc33247c8bd52f", "[0-9A-Fa-f]{32}"),
    Noise("session", "91523a489cb54fc6a3bc33247c8bd52f", _HEX),
    Noise("session_id", "91523a489cb54fc6a3bc33247c8bd52f", "[0-9A-Za-z-]{16,64}"),
    Noise("sessionid", "91523a489cb54fc6a3bc33247c8bd52f", "[0-9A-Za-z-]{16,64}"),
    Noise("ncid", "txtlnkusaolp00000618", "[A-Za-z]{4,}.*"),
    Noise("noamp", "mobile", "mobile|available"),
    Noise("nonamp", "1", _YES),
    Noise("amphtml", "1", _YES),
    Noise("cmpid", "tw_share", "[A-Za-z].*"),
    Noise("smid", "tw-share", "[a-z]{2}-[a-z-]+"),
    Noise("ved", "2ahUKEwiX1", "[0-9]a[hU].*"),
    Noise("_", "1712345678901", "[0-9]{10,16}"),
    Noise("ref", "telegram", _SOCIAL),
    Noise("from", "vk", _SOCIAL),
    Noise("share", "telegram", _SOCIAL),
    Noise("fromref", "twitter", _SOCIAL),
    Noise("platform", "hootsuite", "hootsuite"),
    Noise("cmp", "share_btn_tw", "share_.*|soc_[0-9].*"),
    Noise("tmpl", "component", "component"),
    Noise("amp", "1", f"{_YES}|amp"),
    Noise("_amp", "true", _YES),
    Noise("isamp", "1", _YES),
    Noise("is_amp", "1", _YES),
    Noise("outputtype", "amp", "amp|amp-type"),
    Noise("output", "amp", "amp|print"),
    Noise("format", "amp", "amp|print"),
    Noise("view", "print", "amp|print|mobile"),
    Noise("mode", "print", "amp|print|mobile"),
    Noise("layout", "amp", "amp|print|mobile|default"),
    Noise("version", "print", "amp|print|mobile"),
    Noise("print", "1", f"{_YES}|print"),
    Noise("printable", "yes", _YES),
    Noise("printer", "1", _YES),
    Noise("printerfriendly", "1", _YES),
    Noise("printversion", "1", _YES),
    Noise("print_version", "1", _YES),
    Noise("printpage", "1", _YES),
    Noise("printmode", "1", _YES),
    Noise("mobile", "1", f"0|{_YES}"),
    Noise("nomobile", "1", _YES),
)

# Behind #, where pages that load themselves keep what they show: names that select content, as `#id=5` and `#page=2`
# do. Any other name there is a place on the page. In a document of pages (`.pdf`) a page is a place too.
SELECTING: Final = frozenset(
    [
        "id",
        "nid",
        "aid",
        "pid",
        "p",
        "page",
        "post",
        "article",
        "news",
        "topic",
        "thread",
        "item",
        "product",
        "video",
        "photo",
        "image",
        "img",
        "album",
        "gallery",
        "slide",
        "chapter",
        "q",
        "query",
        "search",
        "section",
        "category",
    ]
)

NAMES: Final = tuple(Noise(name, "xYz123") for name in (*_CLICKS.split(), *_CAMPAIGNS.split(), *_SESSIONS.split()))
EXAMPLES: Final = (
    *NAMES,
    *VALUED,
    *(Noise(f"{prefix}source", "telegram") for prefix in PREFIXES),
)
