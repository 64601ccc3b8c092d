#include "ctables_phones.h"
