#ifndef CTABLES_RULES_H
#define CTABLES_RULES_H
#include <stddef.h>
#include <stdint.h>

/* The rules files rules/NAME.yaml, and the JSON Schema that describes them. */
extern const uint8_t *_Nonnull const ctables_rules_kore_agentassist;
extern const size_t ctables_rules_kore_agentassist_count;
extern const uint8_t *_Nonnull const ctables_rules_contacts;
extern const size_t ctables_rules_contacts_count;
extern const uint8_t *_Nonnull const ctables_rules_hubspot;
extern const size_t ctables_rules_hubspot_count;
extern const uint8_t *_Nonnull const ctables_rules_salesforce;
extern const size_t ctables_rules_salesforce_count;
extern const uint8_t *_Nonnull const ctables_rules_google_contacts;
extern const size_t ctables_rules_google_contacts_count;
extern const uint8_t *_Nonnull const ctables_rules_schema;
extern const size_t ctables_rules_schema_count;

/* rules/tables/headers.bin: what columns are called, by role and language; Rules' HeaderSynonyms says how it is laid out. Aligned to 8
   bytes. */
extern const uint8_t *_Nonnull const ctables_headers;
extern const size_t ctables_headers_count;

/* rules/tables/phone-labels.tsv: what numbers are labelled. */
extern const uint8_t *_Nonnull const ctables_phone_labels;
extern const size_t ctables_phone_labels_count;

/* rules/tables/folding.bin: how letters fold; the layout stands in rules/tables/generate/folding.c. Aligned to 8 bytes. */
extern const uint8_t *_Nonnull const ctables_folding;
extern const size_t ctables_folding_count;
#endif
