/// The words that generated contacts are made of, written by hand for this purpose.
enum Names {
  static let given = words(
    """
    James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica \
    Thomas Sarah Charles Karen Christopher Nancy Daniel Lisa Matthew Betty Anthony Margaret Mark Sandra Donald Ashley \
    Steven Kimberly Paul Emily Andrew Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Dorothy George Melissa Edward \
    Deborah Ronald Stephanie Timothy Rebecca Jason Sharon Jeffrey Laura Ryan Cynthia Jacob Kathleen Gary Amy Nicholas \
    Angela Eric Shirley Jonathan Anna Stephen Brenda Larry Pamela Justin Emma Scott Nicole Brandon Helen Benjamin Samantha \
    Samuel Katherine Gregory Christine Frank Debra Alexander Rachel Raymond Carolyn Patrick Janet Jack Maria Dennis \
    Heather Jerry Diane Tyler Ruth Aaron Julie Jose Olivia Adam Joyce Nathan Virginia Henry Victoria Zachary Kelly Douglas \
    Lauren Peter Christina Kyle Joan Noah Evelyn Ethan Judith Jeremy Megan Walter Andrea Keith Cheryl Roger Hannah Terry \
    Jacqueline Austin Martha Sean Gloria Gerald Teresa Carl Ann Harold Sara Dylan Madison Arthur Frances Lawrence Kathryn \
    Jordan Janice Jesse Jean Bryan Abigail Billy Alice Bruce Julia Gabriel Judy Joe Sophia Logan Grace Alan Denise Juan \
    Amber Albert Doris Willie Marilyn Elijah Danielle Wayne Beverly Randy Isabella Vincent Theresa Mason Diana Roy Natalie \
    Ralph Brittany Bobby Charlotte Russell Marie Bradley Kayla Philip Alexis Eugene Lori Priya Rahul Anil Sunita Fatima \
    Omar Yusuf Leila Chen Wei Mei Hiroshi Yuki Kenji Ingrid Lars Sven Astrid Bjorn Freya Pierre Camille Luc Amelie Hans \
    Greta Klaus Ursula Giulia Marco Paolo Chiara Luca Carlos Lucia Diego Elena Pablo Ines Piotr Agnieszka Marek Zofia
    """)

  static let surnames = words(
    """
    Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson \
    Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young \
    Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts \
    Schmidt Fischer Weber Meyer Wagner Becker Hoffmann Koch Bauer Richter Klein Wolf Dubois Laurent Moreau Lefebvre Rossi \
    Ferrari Esposito Bianchi Romano Patel Singh Kumar Sharma Khan Ahmed Ali Tanaka Suzuki Sato Watanabe Kowalski Nowak \
    Jansen Bakker Visser O'Brien O'Connor McDonald MacLeod
    """)

  static let surnameStarts = words(
    """
    Ash Brad Cal Dun Elm Fair Gold Hart Ing Jar Kirk Lang Marl Nor Oak Pem Quin Rad Stan Thorn Und Vick Wal Yard Zell Bar \
    Cran Der Ever Farn Grim Hol Kel Lin Mont Nether Or Pres Rock Sel Tar Wen
    """)
  static let surnameMiddles = ["", "en", "ing", "er", "le", "a", "ber", "der", "is", "ow", "man", "ten"]
  static let surnameEnds = words(
    "ford ley ton well son worth dale more wick ham bury stone field gate croft shaw berg stein hoff mann ova ski")

  static let cities = words(
    """
    London Leeds Bristol Hamburg Bremen Kassel Lyon Nantes Lille Turin Bologna Verona Austin Denver Boston Portland Mumbai \
    Pune Chennai Sydney Perth Hobart York Derby Exeter Mainz Ulm Bonn Dijon Brest
    """)
  static let cityEnds = words("North South Green Park Heath Port Mill Cross Spa Vale Field Hill Moor")
  static let streetStarts = words(
    "Oak Elm Mill High Church Park Green King Queen Station Victoria North West South Bridge Castle Spring Garden Maple Cedar Rose Abbey")

  /// Given names and the short forms that everyone knows.
  static let nicknames: [(String, String)] = pairs(
    """
    Robert Bob,William Bill,Elizabeth Liz,Katherine Kate,Michael Mike,James Jim,Thomas Tom,Richard Dick,Edward Ted,\
    Margaret Peggy,Christopher Chris,Jennifer Jenny,Daniel Dan,Matthew Matt,Andrew Andy,Joseph Joe,Charles Charlie,\
    Anthony Tony,Steven Steve,Kenneth Ken,Timothy Tim,Jeffrey Jeff,Samuel Sam,Benjamin Ben,Nicholas Nick,Jonathan Jon,\
    Patricia Pat,Deborah Debbie,Rebecca Becky,Susan Sue,Alexander Alex,Gregory Greg,Frederick Fred,Lawrence Larry,\
    Ronald Ron,Victoria Vicky,Pamela Pam,Jacob Jake,Joshua Josh,Catherine Cathy,Abigail Abby,Zachary Zach
    """)

  /// Further names that one and the same person goes by: no household can be told from them.
  static let calledBoth: [(String, String)] = pairs(
    """
    Teresa Terry,Theresa Terry,Joshua Joe,Charles Carl,Mary Marilyn,Mary Maria,Mary Marie,Brian Bryan,Emily Emma,\
    Deborah Debra,Teresa Theresa,Janet Jane,Janet Jan,Ann Anna,Joan Jean,Sara Sarah,Steven Stephen,Diane Diana,Eric Erik,\
    John Jonathan,John Jack,Harold Henry,Judith Judy,Emily Amy,Jean Jeanne,Ronald Roy,Lori Laura,Kathleen Kathryn,Katherine Kathryn,Katherine Kathleen
    """)

  /// Two names one letter apart that brothers and sisters have.
  static let siblings: [(String, String)] = pairs(
    """
    Maria Mario,Jan Jon,Lena Lana,Tim Tom,Daniel Daniela,Paul Paula,Carlo Carla,Erik Erika,Julia Julian,Louis Louise,\
    Marco Marca,Sara Zara,Ben Ken,Emma Ema,Ryan Bryan,Aaron Daron,Lucia Lucio,Nina Tina,Karl Karla,Jack Zack,Lisa Lina,\
    Martin Martina,Simon Simone,Adrian Adriana,Christian Christiane,Rene Irene,Mila Mina,Anna Hanna,Leon Leona,Max Mac
    """)

  /// One given name in two scripts or spellings.
  static let givenSpellings: [(String, String)] = pairs(
    """
    Дмитрий Dmitry,Сергей Sergey,Анастасия Anastasia,Ольга Olga,Юрий Yuri,Наталья Natalia,Владимир Vladimir,\
    Γεώργιος Georgios,Μαρία Maria,Δημήτρης Dimitris,Jürgen Juergen,Jörg Joerg,Günther Guenther,Søren Soeren,\
    Łukasz Lukasz,Małgorzata Malgorzata,José Jose,François Francois,Åsa Asa,Çağlar Caglar,Милица Milica,Јелена Jelena,\
    محمد Muhammad,فاطمة Fatima,Zoë Zoe,Þór Thor,Александр Aleksandr,Екатерина Ekaterina
    """)
  static let surnameSpellings: [(String, String)] = pairs(
    """
    Иванов Ivanov,Щукин Shchukin,Чайковский Chaikovsky,Петров Petrov,Соколов Sokolov,Παπαδόπουλος Papadopoulos,Müller Mueller,\
    Schröder Schroeder,Köhler Koehler,Sørensen Sorensen,Łukaszewicz Lukaszewicz,Muñoz Munoz,Lefèvre Lefevre,Åkesson Akesson,\
    Yıldız Yildiz,Петровић Petrovic,Николић Nikolic,Björklund Bjorklund,Dvořák Dvorak,Horváth Horvath,Кузнецов Kuznetsov,\
    Шевченко Shevchenko,Groß Gross,Strauß Strauss
    """)

  private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
  private static func pairs(_ text: String) -> [(String, String)] {
    text.split(separator: ",").map { pair in
      let words = pair.split(separator: " ").map(String.init)
      return (words[0], words[1])
    }
  }
}
