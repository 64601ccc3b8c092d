/// Placeholder.
enum PipelinePart {}
