#include "ctables_countries.h"
