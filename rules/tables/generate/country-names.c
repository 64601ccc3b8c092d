/* Writes the names of countries in every language of CLDR, as a table of hashes: rules/tables/country-names.bin.
   Names come from the ICU that it is linked with, codes and short forms from the tables beside it. See generate/README.md.

   Layout, little-endian: u32 entries, u32 0, then entries times u64 hash (ascending; equal ones by preference), then entries times
   u16 country (alpha-2, first letter in the high byte), then entries times u8 form (0 alpha-3, 1 short form, 2 name). */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ulistformatter.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

#include "cicu_fold.h"

enum form { FORM_ALPHA3, FORM_SHORT, FORM_NAME };

struct entry {
  uint64_t hash;
  uint16_t country;
  uint8_t form;
  int weight; /* the locales that use it; the languages of most lists count more */
};

static struct entry *entries;
static size_t count, room;
static char known[26 * 26];

static uint64_t hash_of(const uint8_t *bytes, int32_t length) {
  uint64_t hash = 0xCBF29CE484222325; /* FNV-1a, 64 bits */
  for (int32_t i = 0; i < length; i++) hash = (hash ^ bytes[i]) * 0x100000001B3;
  return hash;
}

static void add(const char *name, const char *country, enum form form, int weight) {
  uint8_t folded[2048];
  int32_t error = 0;
  int32_t length = cicu_fold((const uint8_t *)name, (int32_t)strlen(name), folded, sizeof folded, &error);
  if (error || length <= 0 || length > (int32_t)sizeof folded) return;
  /* One letter of Latin is an abbreviation of many things; a bare number is a code. */
  if (form == FORM_NAME && length < 2) return;
  uint16_t packed = (uint16_t)(country[0] << 8 | country[1]);
  if (count == room) entries = realloc(entries, (room = room ? room * 2 : 4096) * sizeof *entries);
  if (!entries) exit(1);
  entries[count++] = (struct entry){hash_of(folded, length), packed, (uint8_t)form, weight};
}

/* The name itself, and what people make of it: "&" spelled out, brackets left out, umlauts as two letters. */
static void add_with_variants(const char *name, const char *country, const char *conjunction, int german, int weight) {
  char other[2048];
  add(name, country, FORM_NAME, weight);
  const char *ampersand = strstr(name, "&");
  if (ampersand) {
    snprintf(other, sizeof other, "%.*s %s %s", (int)(ampersand - name), name, conjunction, ampersand + 1);
    add(other, country, FORM_NAME, weight);
  }
  const char *open = strchr(name, '('), *close = open ? strchr(open, ')') : NULL;
  if (open && close && strcmp(country, "CG") && strcmp(country, "CD")) {
    snprintf(other, sizeof other, "%.*s%s", (int)(open - name), name, close + 1);
    add(other, country, FORM_NAME, weight);
  }
  if (!strncmp(name, "St. ", 4)) {
    snprintf(other, sizeof other, "Saint %s", name + 4);
    add_with_variants(other, country, conjunction, german, weight);
  }
  if (german) {
    char *to = other;
    int changed = 0;
    for (const char *from = name; *from && to < other + sizeof other - 4; from++) {
      const char *umlaut = !strncmp(from, "ä", 2) ? "ae" : !strncmp(from, "ö", 2) ? "oe" : !strncmp(from, "ü", 2) ? "ue"
                           : !strncmp(from, "Ä", 2) ? "Ae" : !strncmp(from, "Ö", 2) ? "Oe" : !strncmp(from, "Ü", 2) ? "Ue" : NULL;
      if (umlaut) {
        *to++ = umlaut[0], *to++ = umlaut[1], from++, changed = 1;
      } else {
        *to++ = *from;
      }
    }
    *to = 0;
    if (changed) add(other, country, FORM_NAME, weight);
  }
}

/* The word between two listed things ("and", "und"), from the locale's own pattern. */
static void conjunction_of(const char *locale, char *target, size_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  UListFormatter *formatter = ulistfmt_open(locale, &status);
  const UChar left[] = {0xE000, 0}, right[] = {0xE001, 0};
  const UChar *both[] = {left, right};
  const int32_t lengths[] = {1, 1};
  UChar joined[128];
  char utf8[400] = "";
  int32_t units = ulistfmt_format(formatter, both, lengths, 2, joined, 127, &status);
  target[0] = 0;
  if (U_SUCCESS(status)) {
    u_strToUTF8(utf8, sizeof utf8, NULL, joined, units, &status);
    char *start = strstr(utf8, "\uE000"), *end = strstr(utf8, "\uE001");
    if (start && end && start + 3 <= end) snprintf(target, capacity, "%.*s", (int)(end - start - 3), start + 3);
  }
  ulistfmt_close(formatter);
}

static int weight_of(const char *locale) {
  static const char *const large[] = {"en", "zh", "hi", "es", "fr", "ar", "pt", "ru", "de", "it", "ja", "ko", "tr", "nl", "pl", "vi", "id"};
  if (!strcmp(locale, "en")) return 1000;
  for (size_t i = 0; i < sizeof large / sizeof *large; i++)
    if (!strcmp(locale, large[i])) return 20;
  return 1;
}

static void add_locale(const char *locale) {
  static const char *const tables[] = {"Countries", "Countries%short", "Countries%variant"};
  UErrorCode status = U_ZERO_ERROR;
  UResourceBundle *bundle = ures_openDirect(U_ICUDATA_NAME "-region", locale, &status);
  if (U_FAILURE(status)) return;
  char conjunction[128];
  conjunction_of(locale, conjunction, sizeof conjunction);
  int german = !strncmp(locale, "de", 2) || !strncmp(locale, "gsw", 3) || !strncmp(locale, "sv", 2);
  for (int i = 0; i < 3; i++) {
    status = U_ZERO_ERROR;
    UResourceBundle *names = ures_getByKey(bundle, tables[i], NULL, &status);
    while (U_SUCCESS(status) && ures_hasNext(names)) {
      const char *key = NULL;
      char name[1024];
      int32_t units = 0;
      const UChar *text = ures_getNextString(names, &units, &key, &status);
      if (U_FAILURE(status) || !key || strlen(key) != 2) continue;
      /* Parts of Spain that CLDR names apart. */
      const char *country = !strcmp(key, "IC") || !strcmp(key, "EA") ? "ES" : key;
      if (country[0] < 'A' || country[1] < 'A' || !known[(country[0] - 'A') * 26 + country[1] - 'A']) continue;
      u_strToUTF8(name, sizeof name, NULL, text, units, &status);
      if (U_SUCCESS(status)) add_with_variants(name, country, conjunction, german, weight_of(locale));
    }
    ures_close(names);
  }
  ures_close(bundle);
}

static void read_tables(const char *folder) {
  char path[1024], line[8192];
  snprintf(path, sizeof path, "%s/countries.tsv", folder);
  FILE *file = fopen(path, "r");
  if (!file) exit(1);
  while (fgets(line, sizeof line, file)) {
    if (line[0] == '#') continue;
    known[(line[0] - 'A') * 26 + line[1] - 'A'] = 1;
    char alpha3[4];
    snprintf(alpha3, sizeof alpha3, "%.3s", line + 3);
    add(alpha3, line, FORM_ALPHA3, 1);
  }
  fclose(file);
  snprintf(path, sizeof path, "%s/countries-short.tsv", folder);
  file = fopen(path, "r");
  if (!file) exit(1);
  while (fgets(line, sizeof line, file)) {
    if (line[0] == '#') continue;
    line[strcspn(line, "\n")] = 0;
    for (char *form = strtok(line + 3, "|"); form; form = strtok(NULL, "|")) add(form, line, FORM_SHORT, 1);
  }
  fclose(file);
}

static int by_meaning(const void *left, const void *right) {
  const struct entry *a = left, *b = right;
  if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
  if (a->country != b->country) return a->country < b->country ? -1 : 1;
  return a->form - b->form;
}

static int by_preference(const void *left, const void *right) {
  const struct entry *a = left, *b = right;
  if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
  /* What was written down by hand knows better than a count. */
  if ((a->form == FORM_NAME) != (b->form == FORM_NAME)) return a->form == FORM_NAME ? 1 : -1;
  if (a->weight != b->weight) return b->weight - a->weight;
  return a->country - b->country;
}

static void put(uint64_t value, int bytes) {
  for (int i = 0; i < bytes; i++) putchar((int)(value >> (8 * i) & 0xFF));
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  read_tables(argv[1]);
  for (int32_t i = 0; i < uloc_countAvailable(); i++) add_locale(uloc_getAvailable(i));
  qsort(entries, count, sizeof *entries, by_meaning);
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    struct entry *last = kept ? &entries[kept - 1] : NULL;
    if (last && last->hash == entries[i].hash && last->country == entries[i].country) {
      last->weight += entries[i].weight;
    } else {
      entries[kept++] = entries[i];
    }
  }
  qsort(entries, kept, sizeof *entries, by_preference);
  /* A name that nearly every language uses for one country, and a rare one for another, means the one. */
  size_t written = 0;
  for (size_t i = 0; i < kept; i++) {
    size_t first = i;
    while (first > 0 && entries[first - 1].hash == entries[i].hash) first--;
    int settled = first < i && (entries[first].form == FORM_SHORT
                                || (entries[first].form == FORM_NAME && entries[first].weight >= 10 * entries[i].weight));
    if (!settled) entries[written++] = entries[i];
  }
  put(written, 4), put(0, 4);
  for (size_t i = 0; i < written; i++) put(entries[i].hash, 8);
  for (size_t i = 0; i < written; i++) put(entries[i].country, 2);
  for (size_t i = 0; i < written; i++) put(entries[i].form, 1);
  return 0;
}
