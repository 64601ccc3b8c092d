#include "ctables_rules.h"
