/// Placeholder.
enum PersonNamesPart {}
