#include "ctables_report.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t style[] = {
#embed "report/page.css"
};
static const uint8_t script[] = {
#embed "report/page.js"
};
static const uint8_t schema[] = {
#embed "../../rules/report.schema.json"
};

const uint8_t *const ctables_report_style = style;
const size_t ctables_report_style_count = sizeof style;
const uint8_t *const ctables_report_script = script;
const size_t ctables_report_script_count = sizeof script;
const uint8_t *const ctables_report_schema = schema;
const size_t ctables_report_schema_count = sizeof schema;
