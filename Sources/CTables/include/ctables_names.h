#ifndef CTABLES_NAMES_H
#define CTABLES_NAMES_H
#include <stddef.h>
#include <stdint.h>

/* The tables of rules/tables/, as they stand there. */
extern const uint8_t *_Nonnull const ctables_salutations;
extern const size_t ctables_salutations_size;
extern const uint8_t *_Nonnull const ctables_name_habits;
extern const size_t ctables_name_habits_size;
extern const uint8_t *_Nonnull const ctables_name_words;
extern const size_t ctables_name_words_size;
extern const uint8_t *_Nonnull const ctables_name_spellings;
extern const size_t ctables_name_spellings_size;
extern const uint8_t *_Nonnull const ctables_name_usage;
extern const size_t ctables_name_usage_size;

/* Case mappings and classes of the code points below U+2000; names/make-letters.py says how it is laid out. */
extern const uint8_t *_Nonnull const ctables_letters;
extern const size_t ctables_letters_size;
#endif
