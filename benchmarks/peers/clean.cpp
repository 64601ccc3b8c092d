// The whole clean as an engineer writes it in C++: libphonenumber for the numbers, ICU for the names. Usage: clean LIST OUTPUT
#include <phonenumbers/phonenumberutil.h>
#include <unicode/unistr.h>

#include <fstream>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

static bool read(std::istream &in, std::vector<std::string> &fields) {
  fields.assign(1, "");
  bool quoted = false, any = false;
  for (int c; (c = in.get()) != EOF;) {
    any = true;
    if (quoted) {
      if (c != '"') fields.back() += char(c);
      else if (in.peek() == '"') fields.back() += char(in.get());
      else quoted = false;
    } else if (c == '"') quoted = true;
    else if (c == ',') fields.emplace_back();
    else if (c == '\n') return true;
    else if (c != '\r') fields.back() += char(c);
  }
  return any;
}

static std::string titled(const std::string &name) {
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(name).trim();
  icu::UnicodeString upper(text), lower(text);
  upper.toUpper();
  lower.toLower();
  if (text == upper || text == lower) text.toTitle(nullptr);
  std::string result;
  text.toUTF8String(result);
  return result;
}

static void write(std::ostream &out, const std::string &field, char end) {
  if (field.find_first_of(",\"\r\n") == std::string::npos) {
    out << field << end;
    return;
  }
  out << '"';
  for (char c : field) {
    if (c == '"') out << '"';
    out << c;
  }
  out << '"' << end;
}

int main(int, char **arguments) {
  static const std::unordered_map<std::string, std::string> regions = {
      {"United States", "US"}, {"United Kingdom", "GB"}, {"Germany", "DE"}, {"France", "FR"}, {"India", "IN"}, {"Spain", "ES"},
      {"Italy", "IT"}, {"Netherlands", "NL"}, {"Belgium", "BE"}, {"Switzerland", "CH"}, {"Austria", "AT"}, {"Sweden", "SE"},
      {"Norway", "NO"}, {"Denmark", "DK"}, {"Finland", "FI"}, {"Poland", "PL"}, {"Portugal", "PT"}, {"Greece", "GR"}};
  std::ifstream in(arguments[1], std::ios::binary);
  std::ofstream out(arguments[2], std::ios::binary);
  out << "firstName,lastName,salutation,cellPhoneNumber,cellPhoneCountryCode,cellPhoneExtension\n";
  const PhoneNumberUtil &phones = *PhoneNumberUtil::GetInstance();
  std::unordered_set<std::string> seen;
  std::vector<std::string> fields;
  read(in, fields);
  while (read(in, fields)) {
    if (fields.size() < 5) continue;
    auto named = regions.find(fields[4]);
    std::string region = fields[4].size() == 2 ? fields[4] : named == regions.end() ? "ZZ" : named->second;
    PhoneNumber number;
    if (phones.Parse(fields[3], region, &number) != PhoneNumberUtil::NO_PARSING_ERROR || !phones.IsValidNumber(number)) continue;
    std::string e164;
    phones.Format(number, PhoneNumberUtil::E164, &e164);
    if (!seen.insert(e164).second) continue;
    write(out, titled(fields[0]), ',');
    write(out, titled(fields[1]), ',');
    write(out, fields[2], ',');
    write(out, e164, ',');
    write(out, "+" + std::to_string(number.country_code()), ',');
    write(out, number.has_extension() ? number.extension() : "+", '\n');
  }
}
