#ifndef CICU_H
#define CICU_H
/* ICU4C behind plain integers and opaque structs, a header per capability. Only the .c files see ICU's own headers. */
#include "cicu_case.h"
#include "cicu_charset.h"
#include "cicu_fold.h"
#include "cicu_regex.h"
#include "cicu_region.h"
#include "cicu_normalize.h"
#include "cicu_spoof.h"
#include "cicu_translit.h"
#endif
