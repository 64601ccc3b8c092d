/// Placeholder.
enum DuplicatesPart {}
