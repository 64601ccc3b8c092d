/// Placeholder.
enum ImportRequestPart {}
