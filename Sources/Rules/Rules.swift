/// Placeholder.
enum RulesPart {}
