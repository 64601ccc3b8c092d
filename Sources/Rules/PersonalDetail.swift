/// What a column says of a person besides names and numbers, as far as it tells two people apart.
public enum PersonalDetail: Sendable, CaseIterable {
  case middleName, nameSuffix, birthDate
  /// A number that belongs to one person for life, such as a tax or social security number. A program's own number of a record is none.
  case nationalIdentifier
  case street, city, postcode, company
}

extension HeaderMatcher {
  /// What each column of a header says of a person by its name; nil where that is nothing, or not known.
  public func details(of header: [String]) -> [PersonalDetail?] {
    var known: [[UInt8]: PersonalDetail] = [:]
    for detail in PersonalDetail.allCases {
      for name in detail.names.split(separator: ";") { known[HeaderName(String(name), folding: folding).text] = detail }
    }
    return header.map { header in
      let name = HeaderName(header, folding: folding)
      return known[name.text] ?? known[Array(HeaderSynonyms.telling(name).joined())]
    }
  }
}

extension PersonalDetail {
  /// Names of such columns, in the languages in which lists most often come.
  fileprivate var names: String {
    switch self {
    case .middleName: "middle name;middle names;second name;zweiter vorname;deuxième prénom;segundo nombre;nome do meio;secondo nome"
    case .nameSuffix: "suffix;name suffix;generation;generational suffix"
    case .birthDate:
      """
      birth date;date of birth;birthdate;birthday;dob;born;geburtsdatum;geburtstag;geb datum;date de naissance;fecha de nacimiento;\
      data de nascimento;data di nascita;geboortedatum;födelsedatum;fødselsdato;data urodzenia;datum narození;дата рождения;生年月日;出生日期
      """
    case .nationalIdentifier:
      "ssn;social security number;national id;national identifier;personnummer;nif;dni;cpf;pesel;codice fiscale;bsn;cnp;steuer id"
    case .street:
      """
      street;street address;address;address line 1;address 1;mailing street;straße;strasse;adresse;anschrift;rue;calle;dirección;\
      endereço;rua;via;indirizzo;straat;adres;gata;adress;gate;vej;ulica;улица;адрес
      """
    case .city:
      "city;town;locality;stadt;ort;wohnort;ville;ciudad;población;cidade;localidade;città;comune;plaats;woonplaats;stad;postort;miasto;город"
    case .postcode:
      """
      postcode;post code;postal code;zip;zip code;zipcode;zip postal code;plz;postleitzahl;code postal;cp;código postal;cep;cap;\
      postnummer;postnr;kod pocztowy;psč;pin code;pincode;индекс;郵便番号
      """
    case .company:
      """
      company;company name;organization;organisation;organization name;account;account name;employer;business name;firma;firmenname;\
      unternehmen;société;entreprise;raison sociale;empresa;compañía;azienda;società;bedrijf;företag;firm;компания;организация;会社名;公司
      """
    }
  }
}
