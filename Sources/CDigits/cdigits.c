#include "cdigits.h"
