/// Which part of a person's name a text is. What counts as a particle, a suffix or an initial differs by it.
public enum NameKind: String, Sendable, CaseIterable {
  /// A given name, or several ("Jean-Pierre", "Anna Maria").
  case first
  /// A family name with its particles ("van den Berg").
  case last
  /// A whole name in one text ("Juan Q. Xavier de la Vega III").
  case full
}
