#ifndef CTABLES_H
#define CTABLES_H
/* Data compiled in: bytes and their count, nothing else. A header per part that reads them. */
#include "ctables_rules.h"
#include "ctables_phones.h"
#include "ctables_names.h"
#include "ctables_countries.h"
#include "ctables_duplicates.h"
#include "ctables_report.h"
#endif
