#include "ctables_rules.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t kore_agentassist[] = {
#embed "../../rules/kore-agentassist.yaml"
};
static const uint8_t contacts[] = {
#embed "../../rules/contacts.yaml"
};
static const uint8_t headers[] = {
#embed "../../rules/tables/headers.tsv"
};
static const _Alignas(8) uint8_t folding[] = {
#embed "../../rules/tables/folding.bin"
};

const uint8_t *const ctables_rules_kore_agentassist = kore_agentassist;
const size_t ctables_rules_kore_agentassist_count = sizeof kore_agentassist;
const uint8_t *const ctables_rules_contacts = contacts;
const size_t ctables_rules_contacts_count = sizeof contacts;
const uint8_t *const ctables_headers = headers;
const size_t ctables_headers_count = sizeof headers;
const uint8_t *const ctables_folding = folding;
const size_t ctables_folding_count = sizeof folding;
