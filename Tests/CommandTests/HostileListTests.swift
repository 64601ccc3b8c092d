import Foundation
import TestSupport
import Testing

/// What a terminal would act on, or show nothing for, in one column each.
private let tricks: [(name: String, text: String)] = [
  ("an escape sequence", "\u{1B}[31m"), ("the title of a window", "\u{1B}]0;gone\u{7}"), ("a C1 control", "\u{9B}2J"),
  ("a backspace", "\u{8}\u{8}"), ("right to left override", "\u{202E}"), ("an isolate", "\u{2066}"), ("a mark", "\u{200F}"),
  ("an Arabic mark", "\u{61C}"), ("a line separator", "\u{2028}"), ("a space without width", "\u{200B}"),
  ("a carriage return", "\rmuster: done"),
]

/// Whether a text would be shown as it is: nothing in it steers a terminal.
private func isPlain(_ text: String) -> Bool {
  text.unicodeScalars.allSatisfy { scalar in
    scalar == "\n" || scalar == "\t"
      || !(scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
        || [0x2028, 0x2029, 0x200B].contains(scalar.value))
  }
}

@Test("Nothing that stands in a list reaches a terminal as it is", arguments: tricks.map(\.name))
func terminal(trick: String) throws {
  let text = try #require(tricks.first { $0.name == trick }).text
  let scratch = try Scratch()
  let cell = "\"A\(text)B\""
  // In every column, in the header, in a number, in a name, and beside what is wrong.
  let list = """
    First\(text == "\rmuster: done" ? "" : text),Last,Phone,Salutation,Country,\(cell)
    \(cell),Lee,+14155552671,\(cell),\(cell),\(cell)
    Ann,\(cell),\(cell),,,
    Abe,May,"+1415555\(text)2672 call me",,,
    Ada,Ray,"+44 123 \(text)",,,

    """
  _ = try scratch.write(list, to: "in.csv")
  _ = try scratch.write("columns:\n  - name: \"a\(text.replacing("\r", with: ""))b\"\n    rol: x\n", to: "bad.yaml")
  var tried = 0
  for line in [
    "muster in.csv -o out.csv", "muster check in.csv", "muster inspect in.csv", "muster explain in.csv --record 1",
    "muster explain in.csv --record 3", "muster dedup in.csv --by 'Nothing' -o d.csv", "muster in.csv --columns 'Nothing=cellPhoneNumber'",
    "muster records --json in.csv", "muster in.csv --rules ./bad.yaml", "muster phone '\(text)020 7946 0018' --region GB",
    "muster '\(text)missing.csv'", "cat out.rejects.csv",
  ] {
    let result = try Program.shell(line, in: scratch.folder)
    // The list's own cells stay as they are in a file; only the sentence beside them is ours.
    let reasons = { result.output.split(separator: "\n").dropFirst().map { String($0).components(separatedBy: ",A")[0] } }
    let shown = line.hasPrefix("cat") ? reasons().joined(separator: "\n") : result.output
    #expect(isPlain(shown) && isPlain(result.error), "\(line): \((shown + result.error).debugDescription)")
    #expect(result.output.count + result.error.count > 10, "\(line) said nothing")
    tried += 1
  }
  print("\(trick): \(tried) commands, nothing raw on the terminal")
}

@Test("Controls in a name are taken out, and that is said")
func controlsInNames() throws {
  let result = try Program.run(["check", "-", "--show-values"], input: "First,Last,Phone\nA\u{202E}nn,L\u{1B}ee,+14155552671\n")
  #expect(result.output.contains("First: name.cleaned \"A\\u{202e}nn\": The name was cleaned to \"Ann\"."), "\(result.output)")
  #expect(result.output.contains("Last: name.cleaned \"L\\u{1b}ee\": The name was cleaned to \"Lee\"."), "\(result.output)")
}

private let mixed = """
  First,Last,Phone
  Ann,Lee,+14155552671
  Ann,Lee,+14155552671
  Bob,May,none

  """

@Test(
  "What is set aside is for its owner alone, whatever the umask and an earlier file say; the output is as the umask or an earlier file says"
)
func modes() throws {
  let scratch = try Scratch()
  _ = try scratch.write(mixed, to: "in.csv")
  let line = """
    umask 022
    echo earlier > out.rejects.csv; chmod 644 out.rejects.csv
    muster in.csv -o out.csv --review review.csv --quiet
    muster dedup in.csv --by Phone -o kept.csv --duplicates removed.csv --quiet
    echo earlier > again.csv; chmod 640 again.csv
    muster in.csv -o again.csv --quiet
    stat -c '%a %n' out.csv out.rejects.csv out.duplicates.csv review.csv kept.csv removed.csv again.csv again.rejects.csv
    """
  let result = try Program.shell(line, in: scratch.folder)
  #expect(
    result.output == """
      644 out.csv
      600 out.rejects.csv
      600 out.duplicates.csv
      600 review.csv
      644 kept.csv
      600 removed.csv
      640 again.csv
      600 again.rejects.csv

      """, "\(result.error)")
}

@Test("A link at an output's path keeps being one, and what it leads to is replaced as a whole or left alone")
func links() throws {
  let scratch = try Scratch()
  _ = try scratch.write(mixed, to: "in.csv")
  let line = """
    mkdir elsewhere; echo earlier > elsewhere/target.csv
    ln -s elsewhere/target.csv out.csv
    exec 3< elsewhere/target.csv
    muster in.csv -o out.csv --quiet --rejects r.csv --duplicates d.csv || echo failed
    readlink out.csv; head -n 1 elsewhere/target.csv; cat <&3
    muster missing.csv -o out.csv --quiet; cmp elsewhere/target.csv out.csv && echo same
    ln -s in.csv self.csv; muster in.csv -o self.csv --quiet; echo $?
    ln -s loop.csv loop.csv; muster in.csv -o loop.csv --quiet --rejects r.csv --duplicates d.csv; echo $?
    ln -s next.csv middle.csv; ln -s elsewhere/new.csv next.csv
    muster in.csv -o middle.csv --quiet --rejects r.csv --duplicates d.csv; readlink middle.csv next.csv; cmp elsewhere/new.csv out.csv && echo same
    ln -s nowhere/new.csv lost.csv; muster in.csv -o lost.csv --quiet --rejects r.csv --duplicates d.csv; echo $?; readlink lost.csv
    ls -A elsewhere
    """
  let result = try Program.shell(line, in: scratch.folder)
  #expect(
    result.output == """
      elsewhere/target.csv
      firstName,lastName,salutation,cellPhoneNumber,cellPhoneCountryCode,cellPhoneExtension
      earlier
      same
      2
      8
      next.csv
      elsewhere/new.csv
      same
      8
      nowhere/new.csv
      new.csv
      target.csv

      """, "\(result.error)")
  #expect(result.error.contains("loop.csv cannot be written: Too many levels of symbolic links"), "\(result.error)")
  #expect(try scratch.read("in.csv") == mixed)
}

@Test("The copy of a list that has to be read twice has no name, and only its owner may read it")
func spool() throws {
  let scratch = try Scratch()
  _ = try scratch.write(mixed, to: "in.csv")
  // The pipe stays open until the copy has been seen.
  let line = """
    umask 0; mkdir temporary; mkfifo pipe
    TMPDIR=temporary muster - --merge-above 10 --rejects r.csv --quiet < pipe > out.csv & program=$!
    exec 3> pipe; cat in.csv >&3
    for attempt in $(seq 400); do
      for open in /proc/$program/fd/*; do
        case $(readlink "$open") in *temporary*deleted*) stat -L -c %a "$open"; found=yes ;; esac
      done
      [ -n "${found-}" ] && break; sleep 0.05
    done
    ls -A temporary
    exec 3>&-; wait $program; echo $?
    """
  let result = try Program.shell(line, in: scratch.folder)
  #expect(result.output == "600\n0\n", "\(result.error)")
}

@Test(
  "The same list, rules and version give the same bytes in every locale and time zone, with any number of workers, any folder for scratch")
func determinism() throws {
  let scratch = try Scratch()
  var list = "First,Last,Phone,Mail\n"
  for number in 0..<1200 {
    let name = ["IŞIK", "ISIK", "straße", "ΣΊΣΥΦΟΣ", "o'brien", "ÅSE", "李", "=CMD"][number % 8]
    let phone = number % 11 == 0 ? "n/a" : "+1 415 \(2_000_000 + number / 3)"
    list += "\(name),Number\(number / 3),\(phone),\(number % 5 == 0 ? "a\(number / 6)@x.org" : "")\n"
  }
  _ = try scratch.write(list, to: "in.csv")
  try FileManager.default.createDirectory(at: scratch["scratch"], withIntermediateDirectories: true)
  let files = ["out.csv", "rejects.csv", "duplicates.csv", "review.csv", "json", "pipe.csv", "check", "inspect"]
  func bytes(_ environment: String, _ jobs: String) throws -> [String: Data] {
    let line = """
      export \(environment)
      muster in.csv -o out.csv --rejects rejects.csv --duplicates duplicates.csv --review review.csv --quiet \(jobs) || exit 1
      muster in.csv --emit json --rejects r --quiet \(jobs) > json || exit 1
      cat in.csv | muster --rejects r --quiet --memory 1M --merge-above 12 \(jobs) > pipe.csv || exit 1
      muster check in.csv --quiet > check; muster inspect in.csv > inspect || exit 1
      """
    let result = try Program.shell(line, in: scratch.folder)
    #expect(result.status == 0 && result.error.isEmpty, "\(environment): \(result.error)")
    return try Dictionary(uniqueKeysWithValues: files.map { ($0, try Data(contentsOf: scratch[$0])) })
  }
  let worlds = [
    ("LC_ALL=C", "--jobs 1"), ("LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 LANGUAGE=tr", "--jobs 2"),
    ("LC_ALL=de_DE.ISO-8859-1 TZ=America/St_Johns", "--jobs 4"),
    ("LC_ALL=ar_EG.UTF-8 TZ=Pacific/Apia TMPDIR=scratch MALLOC_PERTURB_=85", ""),
  ]
  let first = try bytes(worlds[0].0, worlds[0].1)
  #expect(first.values.allSatisfy { $0.count > 200 })
  for (environment, jobs) in worlds.dropFirst() {
    let other = try bytes(environment, jobs)
    for name in files { #expect(other[name] == first[name], "\(name) with \(environment) \(jobs)") }
  }
  print("\(worlds.count) worlds, \(files.count) files each, the same bytes")
}
