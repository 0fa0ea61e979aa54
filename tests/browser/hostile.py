"""Forty strings that try to be more than text, and a network that says nothing else."""

from __future__ import annotations

import networkx as nx

from tests.browser.sample import link, node, says

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "' onmouseover='alert(4)",
    "{{7*7}} {% raw %} ${7*7} #{7*7}",
    "<!--<script>",
    "&lt;b&gt; \u2028 \u202e \x00 href",
    "javascript:alert(5)",
    "JaVaScRiPt\x01:alert(6)",
    "data:text/html,<script>alert(7)</script>",
    "vbscript:msgbox(8)",
    "<svg onload=alert(9)>",
    "<svg><script>alert(10)</script></svg>",
    "<iframe srcdoc='<script>alert(11)</script>'></iframe>",
    "<a href=javascript:alert(12)>x</a>",
    "<math><mi//xlink:href='data:x,<script>alert(13)</script>'>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//bao.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//bao.example'>",
    "<base href=//bao.example/>",
    "<form action=//bao.example><input autofocus onfocus=alert(14)>",
    "<body onload=alert(15)>",
    "<template><img src=x onerror=alert(16)></template>",
    "]]><script>alert(17)</script><![CDATA[",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
    "</title><script>alert(18)</script>",
    "</style><script>alert(19)</script>",
    "</textarea><script>alert(20)</script>",
    "\u202e\u2066\u2067 đảo chiều \u202d",
    "\u200b\u200d\ufeff\u00ad trống",
    "\x1b[31m\x07\x08\r\n\t điều khiển",
    '=HYPERLINK("//bao.example",1)',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1;1)",
    "-2+3",
    'quote " backslash \\ end \\" . <urn:a> <urn:b> <urn:c> .',
    "constructor __proto__ toString hasOwnProperty",
    "../../etc/passwd%00 %2e%2e%2f %3Cscript%3E",
    "A" * 10_000,
    "ế" * 3000 + " " + "🇻🇳👩‍👩‍👧" * 200,
)


def hostile() -> nx.MultiDiGraph:
    """Every string in every field: of entities, relations, figures, times and evidence."""
    network = nx.MultiDiGraph()
    for k, text in enumerate(HOSTILE):
        about = {"pref": f"{text}, {text}", "detail": text, "names": [text], "subject": text, "possible": [text]}
        place = node(network, f"place-{k:02}", "place", text, level="province", **about)
        body = node(network, f"organization-{k:02}", "organization", text, province=place, classification=text, **about)
        person = node(network, f"person-{k:02}", "person", text, **about)
        event = node(network, f"event-{k:02}", "event", text, earliest=text, latest=text, **about)
        figure = node(network, f"figure-{k:02}", "figure", text, earliest="2020-01-01", latest="2020-12-31", **about)
        count = {"value": text, "total": text, "approximate": text, "measure": text, "measure_en": text}
        network.nodes[figure].update(count, population=text)
        evil = says(text, k, status=text, title=text, source=text, publisher=text, date=text, rule=text)
        other = says(
            text, k, status="current", source=f"https://bao.example/{text}", start=99, id=text, article_id=text
        )
        link(network, body, place, ("within", text, text))
        for start, end, family in (
            (person, body, "position"),
            (person, event, "participation"),
            (body, figure, "count"),
            (person, place, "change"),
        ):
            link(network, start, end, (family, text, text), evil, other)
            edge = network.edges[start, end, f"{family}-{text}"]
            times = (
                "first_attested",
                "start_earliest",
                "start_latest",
                "end_earliest",
                "end_cause",
                "term",
                "earliest",
            )
            edge.update(dict.fromkeys(times, text), concept=text, role=text)
    return network
