import Rules
import Testing

struct RulesErrorCase: Sendable, CustomTestStringConvertible {
  let yaml: String
  /// Behind the file's name: line and column, and the sentence.
  let says: String
  var testDescription: String { says }
}

private let column = "columns:\n  - name: a\n"

@Test(
  "What a person gets wrong in the writing of YAML is named, with its place",
  arguments: [
    RulesErrorCase(yaml: "", says: ": the file holds no rules; `muster rules show contacts` prints some to start from"),
    RulesErrorCase(
      yaml: "# only a comment\n", says: ": the file holds no rules; `muster rules show contacts` prints some to start from"),
    RulesErrorCase(yaml: "columns:\n\t- name: a\n", says: ":2:1: a tab stands in the indentation; YAML is indented with spaces"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n\t  role: email\n", says: ":3:1: a tab stands in the indentation; YAML is indented with spaces"),
    RulesErrorCase(yaml: "columns:\n  - name: @a\n", says: ":2:11: a value that begins with \"@\" needs quotes around it"),
    RulesErrorCase(yaml: "about: `x`\n" + column, says: ":1:8: a value that begins with \"`\" needs quotes around it"),
    RulesErrorCase(yaml: "about: %x\n" + column, says: ":1:8: a value that begins with \"%\" needs quotes around it"),
    RulesErrorCase(
      yaml: "about: Kore: our import\n" + column,
      says: ":1:12: there is one \": \" too many: put quotes around a value that holds one, and start every key on a line of its own"),
    RulesErrorCase(yaml: "columns:\n  - name: a\n    role\n", says: ":4:1: this line has no \": \" after its key"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n   role: email\n",
      says: ":3:4: this stands among list entries without a \"- \" in front, or is indented differently from them"),
    RulesErrorCase(
      yaml: column + "output:\n    delimiter: x\n  line_end: lf\n",
      says: ":5:3: this line does not begin under the keys above it; give it the same number of spaces as its neighbours"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n  name: b\n",
      says: ":3:3: this stands among list entries without a \"- \" in front, or is indented differently from them"),
    RulesErrorCase(yaml: "columns: - name: a\n", says: ":1:10: a list begins on a line of its own, under its key"),
    RulesErrorCase(yaml: "about: \"Kore\n" + column, says: ":1:8: the quote that is opened here is never closed"),
    RulesErrorCase(
      yaml: "about: \"Kore\" import\n" + column,
      says: ":1:15: something stands behind a closing quote; quote the whole value, and double a quote that belongs to it"),
    RulesErrorCase(
      yaml: column + "identity: [a\n", says: ":3:11: the \"[\" or \"{\" that stands here is not closed, or a comma is missing behind it"),
    RulesErrorCase(
      yaml: "about: \"C:\\dir\"\n" + column,
      says: ":1:11: this backslash means nothing in double quotes; write it twice, or use single quotes"),
    RulesErrorCase(yaml: column + "---\n" + column, says: ":3:1: a second document begins here; a rules file is one"),
    RulesErrorCase(
      yaml: "about: *x\n" + column, says: ":1:8: a value that begins with \"*\" needs quotes around it; aliases are not read in rules files"
    ),
    RulesErrorCase(yaml: "about: \u{1}\n", says: ":1: the file holds a control character, so it was not saved as UTF-8 text"),
    RulesErrorCase(
      yaml: "about: &x hello\n" + column,
      says: ":1:8: anchors, aliases and merge keys (&, *, <<) are not read in rules files: write the value out where it is meant"),
    RulesErrorCase(
      yaml: "columns:\n  - &a\n    name: a\n  - <<: *a\n",
      says: ":2:5: anchors, aliases and merge keys (&, *, <<) are not read in rules files: write the value out where it is meant"),
    RulesErrorCase(
      yaml: "about: !!int 3\n" + column, says: ":1:8: tags (!…) are not read in rules files; every value is a text, so none is needed"),
    RulesErrorCase(
      yaml: "columns:\n  - name:a\n", says: ":2:5: \"name:\" needs a space after its colon, or YAML reads one word"),
    RulesErrorCase(yaml: "columns: []\ncolumns: []\n", says: ":1:1: \"columns\" stands here twice; keep one"),
    RulesErrorCase(yaml: "just a text\n", says: ":1:1: \"the rules file\" takes keys and values, and here stands the text \"just a text\""),
    RulesErrorCase(yaml: "- a\n- b\n", says: ":1:1: \"the rules file\" takes keys and values, and here stands a list"),
  ])
func slips(_ row: RulesErrorCase) throws {
  let error = #expect(throws: RulesError.self) { try RulesFile(yaml: row.yaml, named: "r.yaml") }
  #expect(error?.description == "r.yaml" + row.says)
}

@Test(
  "What a person gets wrong in the rules is named, with its place and the nearest right word",
  arguments: [
    RulesErrorCase(
      yaml: "colums: []\n", says: ":1:1: \"colums\" means nothing under the top of the file (did you mean \"columns\"?)"),
    RulesErrorCase(
      yaml: "fields: []\n",
      says: """
        :1:1: "fields" means nothing under the top of the file; known are about, columns, reads, checks, tables, identity, survivor, \
        newest_by, shared_number, assume, output, limits
        """),
    RulesErrorCase(
      yaml: column + "reads: {nme: [x]}\n",
      says: """
        :3:9: "nme" means nothing under "reads"; known are firstName, lastName, fullName, salutation, phoneNumber, callingCode, extension, \
        country, email
        """),
    RulesErrorCase(yaml: "about: x\n", says: ":1:1: the rules file needs \"columns\""),
    RulesErrorCase(yaml: "columns: yes\n", says: ":1:10: \"columns\" takes a list, and here stands the text \"yes\""),
    RulesErrorCase(
      yaml: "columns:\n", says: ":1:9: \"columns\" has no value; write one, or \"\" for an empty text, or take the key out"),
    RulesErrorCase(
      yaml: "columns: []\n",
      says: ":1:10: there are no columns to write; list some, or set \"layout: source\" under \"output\" to keep the list's own"),
    RulesErrorCase(
      yaml: "columns: [a]\n", says: ":1:11: \"columns\" takes keys and values, and here stands the text \"a\""),
    RulesErrorCase(yaml: "columns:\n  - role: email\n", says: ":2:5: a column needs \"name\""),
    RulesErrorCase(yaml: "columns:\n  - name: \"\"\n", says: ":2:11: a column's name is empty"),
    RulesErrorCase(yaml: "columns:\n  - name: \"a\\nb\"\n", says: ":2:11: a column's name holds a line break: \"a…\""),
    RulesErrorCase(
      yaml: column + "  - name: a\n", says: ":3:5: the column \"a\" is listed twice; a header has every name once"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    role: phonenumber\n",
      says: """
        :3:11: "phonenumber" is nothing that "role" knows (did you mean "phoneNumber"?); it takes firstName, lastName, fullName, \
        salutation, phoneNumber, callingCode, extension, country, email, other
        """),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    default:\n",
      says: ":3:13: \"default\" has no value; write one, or \"\" for an empty text, or take the key out"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    phone: mobile\n", says: ":3:12: \"phone\" says nothing about a column of the role other"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    role: email\n    salutation_style: dotted\n",
      says: ":4:23: \"salutation_style\" says nothing about a column of the role email"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    when_missing: error\n",
      says: ":3:19: \"error\" is nothing that \"when_missing\" knows; it takes fix, warn, reject, abort"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    when_missing: fix\n",
      says: ":3:19: nothing can mend what \"when_missing\" finds; take warn, reject or abort"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    constant: x\n    template: y\n",
      says: ":4:15: the column \"a\" has \"constant\" and \"template\", which say two things; keep one"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    transforms: [trimm]\n",
      says: """
        :3:18: "trimm" is nothing that "transforms" knows (did you mean "trim"?); it takes trim, collapse_spaces, uppercase, lowercase, \
        titlecase, digits, replace, prefix, suffix, truncate, table
        """),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    transforms:\n      - replace: {from: x}\n", says: ":4:18: replace needs \"to\""),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    transforms:\n      - table: title\ntables:\n  titles: {Hr: Mr}\n",
      says: ":2:5: there is no table \"title\" under \"tables\" (did you mean \"titles\"?)"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    template: \"{b\"\n",
      says: ":3:15: \"{b\" is no template: columns stand in braces, as in \"{firstName} {lastName}\", and a brace itself is doubled"),
    RulesErrorCase(
      yaml: "columns:\n  - name: alpha\n    template: \"{alpa}\"\n",
      says: ":2:5: \"template\" names the column \"alpa\", which is not listed under \"columns\" (did you mean \"alpha\"?)"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    template: \"{b}\"\n  - name: b\n    template: \"{a}\"\n",
      says: ":2:5: the template of \"a\" needs its own value"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    checks:\n      - length: {min: 5, max: 3}\n",
      says: ":4:17: nothing is at least 5 and at most 3 long; \"min\" and \"max\" may be swapped"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    checks:\n      - severity: reject\n",
      says: ":4:9: a check has one of one_of, matches, length, unique, agrees_with, and neither none nor several"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    checks:\n      - one_of: []\n",
      says: ":4:17: \"one_of\" is empty, so nothing could ever pass; list what is allowed"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    checks:\n      - one_of: [x]\n        severity: fix\n",
      says: ":5:19: nothing can mend what \"one_of\" finds; take warn, reject or abort"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    checks:\n      - unique: true\n",
      says: ":4:17: \"true\" is nothing that \"unique\" knows (did you mean \"yes\"?); it takes yes, no"),
    RulesErrorCase(
      yaml: column + "checks:\n  - any_of: [b]\n",
      says: ":4:14: \"any_of\" names the column \"b\", which is not listed under \"columns\" (did you mean \"a\"?)"),
    RulesErrorCase(
      yaml: column + "checks:\n  - when: {column: a, is: filled}\n", says: ":4:5: a check with \"when\" needs \"then\""),
    RulesErrorCase(
      yaml: "columns:\n  - name: firstName\nidentity: [fristName]\n",
      says: ":3:12: \"identity\" names the column \"fristName\", which is not listed under \"columns\" (did you mean \"firstName\"?)"),
    RulesErrorCase(yaml: column + "survivor: newest\n", says: ":3:11: survivor: newest needs \"newest_by\""),
    RulesErrorCase(
      yaml: column + "newest_by: [Updated]\n", says: ":3:12: \"newest_by\" says nothing without \"survivor: newest\""),
    RulesErrorCase(
      yaml: column + "shared_number: one\n",
      says: ":3:16: \"one\" is nothing that \"shared_number\" knows; it takes first, fullest, nobody, everyone"),
    RulesErrorCase(
      yaml: column + "limits:\n  batch_records: 1,000\n",
      says: ":4:18: \"batch_records\" takes a whole number from 1 up, in digits alone, and here stands \"1,000\""),
    RulesErrorCase(
      yaml: column + "limits:\n  batch_records: 0\n",
      says: ":4:18: \"batch_records\" takes a whole number from 1 up, in digits alone, and here stands \"0\""),
    RulesErrorCase(
      yaml: column + "limits:\n  max_rejects: -1\n",
      says: ":4:16: \"max_rejects\" takes a whole number from 0 up, in digits alone, and here stands \"-1\""),
    RulesErrorCase(
      yaml: column + "output:\n  delimiter: tab\n",
      says: ":4:14: \"delimiter\" takes one character (\",\", \";\", \"|\" or \"\\t\"), and here stands \"tab\""),
    RulesErrorCase(
      yaml: column + "output:\n  line_end: windows\n", says: ":4:13: \"windows\" is nothing that \"line_end\" knows; it takes lf, crlf"),
    RulesErrorCase(
      yaml: "columns:\n  - name: a\n    sources: a, b\n", says: ":3:14: \"sources\" takes a list, and here stands the text \"a, b\""),
    RulesErrorCase(yaml: "columns:\n  - name: [a]\n", says: ":2:11: \"name\" takes a text, and here stands a list"),
  ])
func wrongRules(_ row: RulesErrorCase) throws {
  let error = #expect(throws: RulesError.self) { try RulesFile(yaml: row.yaml, named: "r.yaml") }
  #expect(error?.description == "r.yaml" + row.says)
}

@Test(
  "What nobody would write by hand is refused in one sentence too, and never with the stack",
  arguments: [("(", "a)"), ("(?>", "a)"), ("(?=", "a)"), ("[", "a]"), ("[[:L:]&", "a]"), ("(?:a|", "b)"), ("(?:", "a)*")])
func hostilePatterns(opening: String, rest: String) {
  for depth in [10_000, 100_000] {
    let pattern = String(repeating: opening, count: depth) + rest + String(repeating: String(rest.dropFirst()), count: depth - 1)
    let error = #expect(throws: RulesError.self) {
      try RulesFile(yaml: "columns:\n  - name: a\n    checks:\n      - matches: '\(pattern)'\n", named: "r.yaml")
    }
    let sentence = error?.description ?? ""
    #expect(sentence.hasPrefix("r.yaml:4:18: \"\(opening)") && sentence.count < 250, "\(sentence)")
    #expect(sentence.contains("is no regular expression"))
  }
}

@Test("Rules of another name are refused with the nearest one")
func unknownRules() {
  let error = #expect(throws: RulesError.self) { try RulesFile.builtIn("hubspott") }
  #expect(
    error?.description
      == "hubspott: there are no built-in rules \"hubspott\" (did you mean \"hubspot\"?); `muster rules list` shows those there are, or give the path of a file"
  )
}

@Test("A file that is lists all the way down is refused, not followed", arguments: [900, 5000, 100_000])
func nesting(_ depth: Int) {
  let flow = "about: " + String(repeating: "[", count: depth)
  #expect(throws: RulesError.self) { try RulesFile(yaml: flow, named: "r.yaml") }
  let block = String(repeating: "- ", count: depth) + "a\n"
  #expect(throws: RulesError.self) { try RulesFile(yaml: block, named: "r.yaml") }
}

@Test("A cut or damaged rules file never traps", arguments: RulesFile.builtInNames)
func damaged(_ name: String) throws {
  let bytes = Array(try #require(RulesFile.builtInText(name)).utf8)
  for cut in stride(from: 0, to: bytes.count, by: 7) {
    _ = try? RulesFile(yaml: String(decoding: bytes[..<cut], as: UTF8.self), named: "r.yaml")  // any answer but a trap
    var changed = bytes
    changed[cut] = UInt8(truncatingIfNeeded: cut &* 37)
    _ = try? RulesFile(yaml: String(decoding: changed, as: UTF8.self), named: "r.yaml")  // any answer but a trap
  }
}
