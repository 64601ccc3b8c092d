"""Writes the cases of country inference by the rules that CountryInference's documentation states, from example numbers.

python3 make-cases.py METADATA.json > cases.tsv     (METADATA.json: libphonenumber's metadata as one JSON object, Apache-2.0)

The expected answers follow from how a case is put together, never from what the program answers. Columns: rule, number,
calling-code cell, country cell, witness (KIND:CC), list (CC*COUNT ...), given region, then the country, confidence, whether the
number is valid there, and which column it conflicts with.
"""
import json
import sys

data = json.load(open(sys.argv[1]))
regions = {region["id"]: region for region in data["regions"]}
NAMES = {
    "IN": "भारत", "DE": "Deutschland", "FR": "France", "ES": "España", "BR": "Brasil", "CN": "中国", "JP": "日本", "KR": "대한민국",
    "TR": "Türkiye", "PL": "Polska", "NL": "Holland", "SE": "Sverige", "NO": "Norge", "DK": "Danmark", "FI": "Suomi", "PT": "Portugal",
    "GR": "Ελλάδα", "CZ": "Česko", "HU": "Magyarország", "RO": "România", "UA": "Україна", "BG": "България", "IL": "ישראל",
    "EG": "مصر", "SA": "KSA", "AE": "UAE", "ZA": "South Africa", "NG": "Nigeria", "KE": "Kenya", "GH": "Ghana", "TH": "ไทย",
    "VN": "Việt Nam", "ID": "Indonesia", "MY": "Malaysia", "PH": "Philippines", "SG": "Singapore", "PK": "پاکستان", "BD": "বাংলাদেশ",
    "LK": "Sri Lanka", "NZ": "Aotearoa New Zealand", "AR": "Argentina", "CL": "Chile", "CO": "Colombia", "PE": "Perú",
    "CH": "Schweiz", "AT": "Oesterreich", "BE": "Belgique", "IE": "Eire", "CI": "Cote d'Ivoire",
}


def row(rule, number, code="", country="", witness="", tally="", given="", says="", confidence="", valid="yes", conflict=""):
    print("\t".join([rule, number, code, country, witness, tally, given, says, confidence, valid, conflict]))


for index, (region, name) in enumerate(NAMES.items()):
    plan = regions[region]
    number, code = plan["mobile"]["ex"], str(plan["cc"])
    other = "MX" if region != "MX" else "DE"
    row("own prefix", "+" + code + number, says=region, confidence="certain")
    row("own prefix against a column", "+" + code + number, country=other, says=region, confidence="certain", conflict="country")
    row("country column, ISO code", number, country=region, says=region, confidence="certain")
    # Colombia's prefix goes before landlines alone.
    prefix = "" if region == "CO" else plan.get("np", "")
    row("country column, a name", prefix + number, country=name, says=region, confidence="certain")
    row("calling-code column", number, code="+" + code, says=region, confidence="certain")
    row("calling code without its plus, country column", code + number, country=region, says=region, confidence="certain")
    row("both columns", number, code=code, country=region, given=other, says=region, confidence="certain")
    # Germany and Indonesia have landline numbers so long that the same digits are one of them: the country is the same, the number is not.
    twice = "assumed" if region in ("DE", "ID") else "likely"
    row("calling code without its plus, and most of the list is of that country", code + number, tally=region + "*40", says=region, confidence=twice)
    row("calling code without its plus, and the country was given", code + number, given=region, says=region, confidence=twice)
    row("given for the list", number, given=region, says=region, confidence="assumed")
    row("most of the list", number, tally=region + "*40", says=region, confidence="assumed")
    row("an address in the record", number, witness="address:" + region, says=region, confidence="likely")
