/// Placeholder.
enum CSVPart {}
