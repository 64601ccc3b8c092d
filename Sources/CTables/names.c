#include "ctables_names.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t salutations[] = {
#embed "../../rules/tables/salutations.tsv"
};
const uint8_t *const ctables_salutations = salutations;
const size_t ctables_salutations_size = sizeof salutations;

static const uint8_t habits[] = {
#embed "../../rules/tables/name-habits.tsv"
};
const uint8_t *const ctables_name_habits = habits;
const size_t ctables_name_habits_size = sizeof habits;

static const uint8_t words[] = {
#embed "../../rules/tables/name-words.tsv"
};
const uint8_t *const ctables_name_words = words;
const size_t ctables_name_words_size = sizeof words;

static const uint8_t spellings[] = {
#embed "../../rules/tables/name-spellings.tsv"
};
const uint8_t *const ctables_name_spellings = spellings;
const size_t ctables_name_spellings_size = sizeof spellings;

static const uint8_t usage[] = {
#embed "../../rules/tables/name-usage.tsv"
};
const uint8_t *const ctables_name_usage = usage;
const size_t ctables_name_usage_size = sizeof usage;

/* Aligned for reading a record at once. */
_Alignas(8) static const uint8_t letters[] = {
#embed "names/letters.bin"
};
const uint8_t *const ctables_letters = letters;
const size_t ctables_letters_size = sizeof letters;
