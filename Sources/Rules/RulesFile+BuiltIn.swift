internal import CTables

extension RulesFile {
  /// The rules that are compiled in, the default first.
  public static let builtInNames = ["kore-agentassist", "contacts", "hubspot", "salesforce", "google-contacts"]

  /// Built-in rules by name.
  public static func builtIn(_ name: String) throws(RulesError) -> RulesFile {
    guard let yaml = builtInText(name) else {
      throw RulesError(file: name, problem: .unknownRules(name: name, nearest: nearestWord(to: name, among: builtInNames)))
    }
    return try RulesFile(yaml: yaml, named: name)
  }

  /// The text of built-in rules, comments included; `nil` when there are none of that name.
  public static func builtInText(_ name: String) -> String? {
    switch name {
    case "kore-agentassist": unsafe text(ctables_rules_kore_agentassist, ctables_rules_kore_agentassist_count)
    case "contacts": unsafe text(ctables_rules_contacts, ctables_rules_contacts_count)
    case "hubspot": unsafe text(ctables_rules_hubspot, ctables_rules_hubspot_count)
    case "salesforce": unsafe text(ctables_rules_salesforce, ctables_rules_salesforce_count)
    case "google-contacts": unsafe text(ctables_rules_google_contacts, ctables_rules_google_contacts_count)
    default: nil
    }
  }

  /// The JSON Schema (draft 2020-12) of rules files, for editors.
  public static var schema: String { unsafe text(ctables_rules_schema, ctables_rules_schema_count) }

  private static func text(_ start: UnsafePointer<UInt8>, _ count: Int) -> String {
    // The tables are static and never change, so the pointer outlives the copy.
    unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }
}
