"""The numbering plans of libphonenumber as one plain value, from the PyPI package `phonenumbers` or from a JSON file.

The value is a dict: `version`, `codes` (calling code -> its regions, the main one first) and `plans` (a list of dicts).
Upstream data: Google libphonenumber, Apache License 2.0 (see LICENSE-libphonenumber beside this file).
"""
import json

DESCRIPTIONS = [
    "general_desc", "fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "voip", "personal_number",
    "pager", "uan", "voicemail", "no_international_dialling",
]


def _description(desc):
    if desc is None or not desc.national_number_pattern:
        return None
    return {
        "pattern": desc.national_number_pattern,
        "lengths": list(desc.possible_length),
        "local": list(desc.possible_length_local_only),
        "example": desc.example_number or "",
    }


def _template(text):
    """Group references are `$1` here, whichever sign upstream's port writes."""
    return (text or "").replace("\\", "$")


def _format(fmt):
    return {
        "pattern": fmt.pattern,
        "format": _template(fmt.format),
        "leading": list(fmt.leading_digits_pattern),
        "prefix_rule": _template(fmt.national_prefix_formatting_rule),
        "carrier_rule": _template(fmt.domestic_carrier_code_formatting_rule),
    }


def from_package():
    """The metadata of the installed `phonenumbers`."""
    import phonenumbers
    from phonenumbers import PhoneMetadata
    from phonenumbers.data import (
        _AVAILABLE_NONGEO_COUNTRY_CODES, _AVAILABLE_REGION_CODES, _COUNTRY_CODE_TO_REGION_CODE)

    upstream = [PhoneMetadata.metadata_for_region(r) for r in sorted(_AVAILABLE_REGION_CODES)]
    upstream += [PhoneMetadata.metadata_for_nongeo_region(c) for c in sorted(_AVAILABLE_NONGEO_COUNTRY_CODES)]
    plans = []
    for m in upstream:
        plans.append({
            "id": m.id,
            "code": m.country_code,
            "idd": m.international_prefix or "",
            "preferred_idd": m.preferred_international_prefix or "",
            "prefix": m.national_prefix or "",
            "prefix_pattern": m.national_prefix_for_parsing or "",
            "transform": _template(m.national_prefix_transform_rule),
            "extension_prefix": m.preferred_extn_prefix or "",
            "leading_digits": m.leading_digits or "",
            "descriptions": {d: v for d in DESCRIPTIONS if (v := _description(getattr(m, d)))},
            "formats": [_format(f) for f in m.number_format],
            "international_formats": [_format(f) for f in m.intl_number_format],
        })
    codes = {code: list(regions) for code, regions in sorted(_COUNTRY_CODE_TO_REGION_CODE.items())}
    return {"version": phonenumbers.__version__, "codes": codes, "plans": plans}


def from_json(path):
    """The same value from the compact JSON that the test metadata is kept in."""
    with open(path, encoding="utf-8") as file:
        raw = json.load(file)

    def description(d):
        return {"pattern": d["p"], "lengths": d.get("l", []), "local": d.get("lo", []), "example": d.get("ex", "")}

    def fmt(f):
        return {"pattern": f["p"], "format": f["f"], "leading": f.get("ld", []),
                "prefix_rule": f.get("npr", ""), "carrier_rule": f.get("ccr", "")}

    plans = []
    for r in raw["regions"]:
        plans.append({
            "id": r["id"], "code": r["cc"], "idd": r.get("ip", ""), "preferred_idd": r.get("pip", ""),
            "prefix": r.get("np", ""), "prefix_pattern": r.get("npp", ""), "transform": r.get("npt", ""),
            "extension_prefix": r.get("ext", ""), "leading_digits": r.get("ld", ""),
            "descriptions": {d: description(r[d]) for d in DESCRIPTIONS if d in r},
            "formats": [fmt(f) for f in r.get("fmt", [])],
            "international_formats": [fmt(f) for f in r.get("ifmt", [])],
        })
    codes = {int(code): regions for code, regions in raw["cc"].items()}
    return {"version": raw["version"], "codes": dict(sorted(codes.items())), "plans": plans}
