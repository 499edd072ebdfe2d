"""Universities that are one in name and many in place: their campuses, and how both are abbreviated."""

from __future__ import annotations

import re

_SYSTEMS = {
    "university of california": "berkeley|davis|irvine|los angeles|merced|riverside|san diego|san francisco"
    "|santa barbara|santa cruz",
    "university of texas": "arlington|austin|dallas|el paso|rio grande valley|san antonio|tyler",
    "university of illinois": "chicago|springfield|urbana[- –]champaign",
    "university of michigan": "ann arbor|dearborn|flint",
    "university of massachusetts": "amherst|boston|dartmouth|lowell",
    "university of wisconsin": "eau claire|green bay|la crosse|madison|milwaukee|oshkosh|whitewater",
    "university of north carolina": "asheville|chapel hill|charlotte|greensboro|wilmington",
    "university of maryland": "baltimore county|baltimore|college park|eastern shore",
    "university of minnesota": "crookston|duluth|morris|rochester|twin cities",
    "university of colorado": "boulder|colorado springs|denver",
    "university of missouri": "columbia|kansas city|st\\.? louis",
    "university of nebraska": "kearney|lincoln|omaha",
    "university of tennessee": "chattanooga|knoxville|martin",
    "university of alabama": "birmingham|huntsville|tuscaloosa",
    "university of hawaii": "hilo|m[aā]noa",
    "university of arkansas": "fayetteville|little rock",
    "university of alaska": "anchorage|fairbanks",
    "university of washington": "bothell|seattle|tacoma",
    "california state university": "bakersfield|chico|fresno|fullerton|long beach|los angeles|northridge|sacramento",
    "state university of new york": "albany|binghamton|buffalo|stony brook",
    "indiana university": "bloomington|indianapolis",
    "purdue university": "fort wayne|west lafayette",
    "rutgers(?: university)?": "camden|new brunswick|newark",
    "chinese university of hong kong": "shenzhen",
    "national university of ireland": "galway|maynooth",
    "indian institute of technology": "bhilai|bhubaneswar|bombay|delhi|dharwad|gandhinagar|goa|guwahati|hyderabad"
    "|indore|jammu|jodhpur|kanpur|kharagpur|madras|mandi|palakkad|patna|roorkee|ropar|tirupati|varanasi",
    "(?:international|indian) institute of information technology": "allahabad|bangalore|bhubaneswar|delhi|gwalior"
    "|hyderabad|lucknow|pune",
    "national institute of technology": "calicut|durgapur|karnataka|kurukshetra|rourkela|silchar|surathkal"
    "|tiruchirappalli|trichy|warangal",
    "indian institute of science education and research": "berhampur|bhopal|kolkata|mohali|pune|tirupati",
}
_SHORT = {
    "uc": "university of california",
    "ut": "university of texas",
    "umass": "university of massachusetts",
    "unc": "university of north carolina",
    "csu": "california state university",
    "suny": "state university of new york",
    "cuhk": "chinese university of hong kong",
    "iit": "indian institute of technology",
    "nit": "national institute of technology",
    "iiser": "indian institute of science education and research",
}
_NAMES = "|".join(
    rf"(?:{'|'.join((name, *(short for short, long in _SHORT.items() if long == name)))}),?\s+(?:at\s+)?(?:{places})"
    for name, places in _SYSTEMS.items()
)
_CAMPUS = re.compile(rf"(?:.*\s)?(?:{_NAMES})(?:\s*\([^)]*\))?", re.I | re.S)
_ABBREVIATED = re.compile(rf"({'|'.join(_SHORT)}) (?=\w)", re.I)


def names_campus(text: str) -> bool:
    """Whether `text` ends with a university and the place of one of its campuses.

    >>> names_campus("University of California, Los Angeles (UCLA)"), names_campus("University of Michigan, Stanford")
    (True, False)
    """
    return _CAMPUS.fullmatch(text) is not None


def in_full(name: str) -> str:
    """`name` with the abbreviation of a university that it begins with written out, when a campus follows.

    >>> in_full("uc berkeley"), in_full("uc health"), in_full("iit delhi")
    ('university of california berkeley', 'uc health', 'indian institute of technology delhi')
    """
    match = _ABBREVIATED.match(name)
    if not match or not names_campus(name):
        return name
    return f"{_SHORT[match[1].casefold()]} {name[match.end() :]}"
