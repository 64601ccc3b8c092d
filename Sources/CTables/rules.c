#include "ctables_rules.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t kore_agentassist[] = {
#embed "../../rules/kore-agentassist.yaml"
};
static const uint8_t contacts[] = {
#embed "../../rules/contacts.yaml"
};
static const uint8_t hubspot[] = {
#embed "../../rules/hubspot.yaml"
};
static const uint8_t salesforce[] = {
#embed "../../rules/salesforce.yaml"
};
static const uint8_t google_contacts[] = {
#embed "../../rules/google-contacts.yaml"
};
static const uint8_t schema[] = {
#embed "../../rules/schema.json"
};
static const _Alignas(8) uint8_t headers[] = {
#embed "../../rules/tables/headers.bin"
};
static const uint8_t phone_labels[] = {
#embed "../../rules/tables/phone-labels.tsv"
};
static const _Alignas(8) uint8_t folding[] = {
#embed "../../rules/tables/folding.bin"
};

const uint8_t *const ctables_rules_kore_agentassist = kore_agentassist;
const size_t ctables_rules_kore_agentassist_count = sizeof kore_agentassist;
const uint8_t *const ctables_rules_contacts = contacts;
const size_t ctables_rules_contacts_count = sizeof contacts;
const uint8_t *const ctables_rules_hubspot = hubspot;
const size_t ctables_rules_hubspot_count = sizeof hubspot;
const uint8_t *const ctables_rules_salesforce = salesforce;
const size_t ctables_rules_salesforce_count = sizeof salesforce;
const uint8_t *const ctables_rules_google_contacts = google_contacts;
const size_t ctables_rules_google_contacts_count = sizeof google_contacts;
const uint8_t *const ctables_rules_schema = schema;
const size_t ctables_rules_schema_count = sizeof schema;
const uint8_t *const ctables_headers = headers;
const size_t ctables_headers_count = sizeof headers;
const uint8_t *const ctables_phone_labels = phone_labels;
const size_t ctables_phone_labels_count = sizeof phone_labels;
const uint8_t *const ctables_folding = folding;
const size_t ctables_folding_count = sizeof folding;
