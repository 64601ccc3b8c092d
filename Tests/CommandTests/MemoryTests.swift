import Foundation
import TestSupport
import Testing

/// A list of many people, some of them twice and some with another one's number.
private func longList(records: Int) -> String {
  var list = "First,Last,Mail,Phone\n"
  for number in 0..<records {
    let of = number % 7 == 3 ? number / 2 : number
    let name = number % 35 == 3 ? "Tom" : "Ann"
    list += "\(name),Number\(of),\(number % 3 == 0 ? "a\(of)@x.org" : ""),+1415\(2_000_000 + of)\n"
  }
  return list
}

private let contactRules = """
  columns:
    - {name: firstName, role: firstName}
    - {name: lastName, role: lastName}
    - {name: email, role: email}
    - {name: phone, role: phoneNumber, when_missing: reject}
  identity: [phone]

  """

@Test("With --memory 1M comes out what comes out without it, from a file and from a pipe, for clean and for dedup")
func littleMemory() throws {
  let scratch = try Scratch()
  _ = try scratch.write(longList(records: 26_000), to: "list.csv")
  _ = try scratch.write(contactRules, to: "first.yaml")
  _ = try scratch.write(contactRules + "survivor: last\nshared_number: fullest\n", to: "last.yaml")
  for line in [
    "clean list.csv --rules ./first.yaml", "clean - --rules ./first.yaml < list.csv", "clean list.csv --rules ./last.yaml",
    "dedup list.csv --by Last",
  ] {
    let files = line.hasPrefix("clean") ? "--rejects r.csv --duplicates d.csv" : line.hasPrefix("dedup") ? "--duplicates d.csv" : ""
    func run(_ more: String) throws -> [String] {
      let line = line.replacing(" < list.csv", with: "")
      let pipe = line.contains(" - ") ? "cat list.csv | " : ""
      let result = try Program.shell("\(pipe)muster \(line) --quiet \(files) \(more)", in: scratch.folder)
      #expect(result.status == 0, "\(result.error)")
      return [result.output] + (try files.split(separator: " ").filter { $0.hasSuffix("csv") }.map { try scratch.read(String($0)) })
    }
    let whole = try run("")
    #expect(try run(line.hasPrefix("clean list") ? "--memory 1M --jobs 2" : "--memory 1M") == whole, "\(line)")
    #expect(whole[0].count > 10_000 && whole.dropFirst().allSatisfy { $0.count > 1000 })
  }
}

@Test("A program that is killed while keys are on disk leaves nothing behind")
func killed() throws {
  let scratch = try Scratch()
  _ = try scratch.write(longList(records: 150_000), to: "list.csv")
  _ = try scratch.write(contactRules, to: "rules.yaml")
  try FileManager.default.createDirectory(at: scratch["spill"], withIntermediateDirectories: true)
  // The pipe stays open as long as this shell lives, so that the program waits for more when it has read all that there is: with its files
  // open, and before it can have come to its end. The minute that it has to open them in counts from when the list is in the pipe.
  let line = """
    mkfifo pipe
    TMPDIR=spill muster clean - --rules ./rules.yaml --memory 1M --quiet --rejects /dev/null < pipe > out.csv & program=$!
    exec 3> pipe
    { cat list.csv >&3; touch fed; } &
    held=0 turns=0
    while [ "$held" -eq 0 ] && [ $turns -lt 600 ]; do
      sleep 0.1
      held=$(ls -l /proc/$program/fd 2>/dev/null | grep -c 'muster-.*deleted')
      if [ -e fed ]; then turns=$((turns + 1)); fi
    done
    kill -9 $program
    wait 2>/dev/null
    echo "held $held"
    ls -A spill
    """
  guard FileManager.default.fileExists(atPath: "/proc/self/fd") else {
    print("skipped: which files a program has open is asked of /proc, which is not here")
    return
  }
  let result = try Program.shell(line, in: scratch.folder)
  let lines = result.output.split(separator: "\n")
  #expect(lines.count == 1 && lines[0] != "held 0", "\(result.output)\(result.error)")
  // And the next run goes its way.
  let again = try Program.shell("TMPDIR=spill muster list.csv --rules ./rules.yaml --memory 1M --quiet -o out.csv", in: scratch.folder)
  #expect(again.status == 0)
  #expect(try FileManager.default.contentsOfDirectory(atPath: scratch["spill"].path).isEmpty)
}

@Test(
  "A disk that is full while keys are written is said, with what to do, and nothing comes of the run",
  .disabled(if: Program.isSanitized, "the limit that stands for a full disk would be the sanitizer's own memory's too"))
func fullDisk() throws {
  let scratch = try Scratch()
  _ = try scratch.write(longList(records: 60_000), to: "list.csv")
  _ = try scratch.write(contactRules + "survivor: last\n", to: "rules.yaml")
  // A limit for the size of files stands for a full disk: the program is told of it in the same way. 512 bytes a unit.
  let line = "trap '' XFSZ; ulimit -f 600; muster clean - --rules ./rules.yaml --memory 1M -o clean.csv"
  let full = try Program.shell("cat list.csv | { \(line); }", in: scratch.folder)
  #expect(full.status == 8)
  #expect(full.error.contains("there is no room in "), "\(full.error)")
  #expect(full.error.contains("--memory") && full.error.contains("TMPDIR"))
  #expect(try scratch.files == ["list.csv", "rules.yaml"])
  let none = try Program.shell("TMPDIR=/nonexistent/x muster - --rules ./rules.yaml -o clean.csv < /dev/null", in: scratch.folder)
  #expect(none.status == 3, "an empty list needs no folder")
  let missing = try Program.shell("cat list.csv | TMPDIR=/nonexistent/x muster - --rules ./rules.yaml -o clean.csv", in: scratch.folder)
  #expect(missing.status == 8 && missing.error.contains("/nonexistent/x cannot be used"), "\(missing.error)")
  #expect(try scratch.files == ["list.csv", "rules.yaml"])
}

@Test(
  "A size is written as people write it, and one that is none is refused",
  arguments: ["1M", "64m", "2G", "1048576", "512MiB", "3 K", "0", "x"])
func sizes(_ size: String) throws {
  let result = try Program.run(["clean", "--memory", size, "--quiet"], input: "firstName,cellPhoneNumber\nAnn,+14155552671\n")
  #expect(result.status == (["3 K", "0", "x"].contains(size) ? 2 : 0), "\(result.error)")
}
