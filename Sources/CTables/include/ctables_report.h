#ifndef CTABLES_REPORT_H
#define CTABLES_REPORT_H
#include <stddef.h>
#include <stdint.h>

/* The style sheet and the script of an HTML report, and the JSON Schema of a report in JSON. */
extern const uint8_t *_Nonnull const ctables_report_style;
extern const size_t ctables_report_style_count;
extern const uint8_t *_Nonnull const ctables_report_script;
extern const size_t ctables_report_script_count;
extern const uint8_t *_Nonnull const ctables_report_schema;
extern const size_t ctables_report_schema_count;
#endif
