/// Placeholder.
enum ReportsPart {}
