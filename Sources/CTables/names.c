#include "ctables_names.h"
