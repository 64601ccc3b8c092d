internal import ArgumentParser

/// `muster match`: the same person under several numbers and spellings, when several workers have cleaned a list.
struct Match: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Find people across the parts of a list, step by step, as --review and --merge-above find them in one run.",
    discussion: """
      For programs that sort and count what they are given, such as Apache Spark: integrations/spark has all steps put together. Each \
      reads lines from standard input and writes lines; what has to be brought together, sorted or counted in between stands in its help.

        1. clean --keys --people, and settle      every record that goes out, with what tells people apart
        2. match sign                             what is counted in the list, and the blocks that a record is compared in
        3. match plan                             from the counts of blocks, once for the list
        4. match compare                          pairs worth comparing, and from some of them, once: match learn
        5. match compare, by what was learned     the pairs that may be one person
        6. match connect                          which records hang together by those pairs, once for the list
        7. match group                            the review, and whom to make one record of
        8. match merge                            the records that are made one

      What comes out is what one run over the whole list finds, pair by pair.
      """,
    subcommands: [
      MatchSign.self, MatchPlan.self, MatchCompare.self, MatchLearn.self, MatchConnect.self, MatchGroup.self, MatchMerge.self,
    ])
}
