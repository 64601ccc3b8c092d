// swift-tools-version: 6.3
import PackageDescription

/// A target per part, each a program that prints its figures.
let package = Package(
  name: "muster-benchmarks",
  dependencies: [.package(name: "muster", path: "..")],
  targets: [
    .executableTarget(name: "bench-names", dependencies: [.product(name: "PersonNames", package: "muster")]),
  ],
  swiftLanguageModes: [.v6]
)
