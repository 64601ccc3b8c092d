// Google's C++ library on `REGION<TAB>number` lines: parse, validity, type, E.164. Prints processor nanoseconds a number.
#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

int main(int, char **arguments) {
  std::ifstream file(arguments[1]);
  std::vector<std::pair<std::string, std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    const size_t tab = line.find('\t');
    rows.emplace_back(tab == 0 ? "ZZ" : line.substr(0, tab), line.substr(tab + 1));
  }
  const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
  std::string text;
  size_t checksum = 0;
  const auto pass = [&] {
    for (const auto &row : rows) {
      PhoneNumber number;
      if (util.Parse(row.second, row.first, &number) != PhoneNumberUtil::NO_PARSING_ERROR) continue;
      checksum += util.IsValidNumber(number) + util.GetNumberType(number);
      util.Format(number, PhoneNumberUtil::E164, &text);
      checksum += text.size();
    }
  };
  pass();  // Patterns are compiled when they are first needed.
  const clock_t start = clock();
  pass();
  std::printf("%.1f\n", double(clock() - start) / CLOCKS_PER_SEC * 1e9 / double(rows.size()));
  return checksum == 0;
}
