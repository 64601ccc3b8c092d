/// Placeholder.
enum PhoneNumbersPart {}
