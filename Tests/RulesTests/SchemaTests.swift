import Foundation
import TestSupport
import Testing

@testable import Rules

private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

@Test("The schema and the reader know the same keys and words")
func schemaKeys() throws {
  let schema = try #require(try JSONSerialization.jsonObject(with: Data(RulesFile.schema.utf8)) as? [String: Any])
  func properties(_ object: Any?) -> Set<String> { Set((((object as? [String: Any])?["properties"]) as? [String: Any] ?? [:]).keys) }
  let top = try #require(schema["properties"] as? [String: Any])
  let parts = try #require(schema["$defs"] as? [String: Any])
  #expect(properties(schema) == Set(RulesFile.keys))
  #expect(properties(top["output"]) == Set(OutputStyle.keys))
  #expect(properties(top["limits"]) == Set(Limits.keys))
  #expect(properties(parts["column"]) == Set(ColumnRule.keys))
  #expect(properties(parts["check"]) == Set(Check.keys + ["severity", "message"]))
  #expect(properties(parts["recordCheck"]) == Set(RecordCheck.keys + ["then", "severity", "message"]))
  let column = try #require(((parts["column"] as? [String: Any])?["properties"]) as? [String: Any])
  #expect((column["role"] as? [String: Any])?["enum"] as? [String] == Role.allCases.map(\.rawValue))
  #expect((column["phone"] as? [String: Any])?["enum"] as? [String] == PhoneKind.allCases.map(\.rawValue))
  #expect((top["survivor"] as? [String: Any])?["enum"] as? [String] == Survivor.allCases.map(\.rawValue))
  #expect((top["shared_number"] as? [String: Any])?["enum"] as? [String] == SharedNumber.allCases.map(\.rawValue))
  #expect((parts["severity"] as? [String: Any])?["enum"] as? [String] == Severity.allCases.map(\.rawValue))
}

@Test("A public validator accepts the schema, our rules files by it, and refuses wrong ones")
func publicValidator() throws {
  guard let answer = try Python.run("import jsonschema; print(jsonschema.__version__)"), answer.status == 0 else {
    print("skipped: python3 with the package jsonschema (pip install jsonschema) is not here, so the schema was not validated")
    return
  }
  let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("muster-schema-\(ProcessInfo.processInfo.processIdentifier)")
  try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: scratch) }  // a scratch folder that stays behind harms nobody
  try Data(RulesFile.schema.utf8).write(to: scratch.appendingPathComponent("schema.json"))
  for name in RulesFile.builtInNames {
    try Data(RulesFile.builtIn(name).json().utf8).write(to: scratch.appendingPathComponent("right-\(name).json"))
  }
  let wrong = [
    "{}", #"{"columns": "yes"}"#, #"{"columns": [{"role": "email"}]}"#, #"{"columns": [{"name": "a", "role": "mail"}]}"#,
    #"{"columns": [{"name": "a", "checks": [{"severity": "warn"}]}]}"#, #"{"columns": [], "limits": {"batch_records": "many"}}"#,
    #"{"columns": [], "colums": []}"#, #"{"columns": [], "checks": [{"when": {"column": "a", "is": "filled"}}]}"#,
    #"{"columns": [{"name": "a", "transforms": ["trimm"]}]}"#, #"{"columns": [], "output": {"delimiter": "tab"}}"#,
    #"{"columns": [{"name": "a"}], "survivor": "newest"}"#, #"{"columns": [{"name": "a"}], "newest_by": ["b"]}"#,
    #"{"columns": [{"name": "a"}], "shared_number": "one"}"#,
  ]
  for (index, text) in wrong.enumerated() {
    #expect(throws: RulesError.self, "the reader takes \(text)") { try RulesFile(yaml: text, named: "wrong") }
    try Data(text.utf8).write(to: scratch.appendingPathComponent("wrong-\(index).json"))
  }
  let script = """
    import glob, json, sys, jsonschema
    schema = json.load(open("schema.json"))
    kind = jsonschema.Draft202012Validator
    kind.check_schema(schema)
    validator = kind(schema)
    bad = [f for f in glob.glob("right-*.json") if not validator.is_valid(json.load(open(f)))]
    bad += [f for f in glob.glob("wrong-*.json") if validator.is_valid(json.load(open(f)))]
    print("judged wrongly:", bad, "of", len(glob.glob("*-*.json")))
    sys.exit(1 if bad else 0)
    """
  let judged = try #require(try Python.run(script, in: scratch))
  #expect(judged.status == 0, "\(judged.output)")
  #expect(judged.output.contains("of \(RulesFile.builtInNames.count + wrong.count)"))
}

@Test("The table of column names, the rules files and the schema are those in the repository")
func compiledIn() throws {
  let rules = folder.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("rules")
  #expect(try String(contentsOf: rules.appendingPathComponent("schema.json"), encoding: .utf8) == RulesFile.schema)
  for name in RulesFile.builtInNames {
    #expect(try String(contentsOf: rules.appendingPathComponent("\(name).yaml"), encoding: .utf8) == RulesFile.builtInText(name))
  }
}
