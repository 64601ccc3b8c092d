internal import ArgumentParser
internal import Duplicates
internal import Pipeline

/// How the blocks of a list are compared.
struct MatchingArgument: ExpressibleByArgument {
  let plan: MatchingPlan

  init?(argument: String) {
    guard let plan = MatchingPlan(json: argument) else { return nil }
    self.plan = plan
  }
}
