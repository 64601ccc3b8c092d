/// Placeholder.
enum CountriesPart {}
