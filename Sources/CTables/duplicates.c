#include "ctables_duplicates.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char nicknames[] = {
#embed "../../rules/tables/nicknames.csv"
};

static const unsigned char given_names[] = {
#embed "../../rules/tables/given-names.txt"
};

const unsigned char *ctables_nicknames(size_t *count) {
  *count = sizeof nicknames;
  return nicknames;
}

const unsigned char *ctables_given_names(size_t *count) {
  *count = sizeof given_names;
  return given_names;
}

static const unsigned char han_readings[] = {
#embed "../../rules/tables/han-readings.bin"
};

const unsigned char *ctables_han_readings(size_t *count) {
  *count = sizeof han_readings;
  return han_readings;
}
