// swift-tools-version: 6.3
import PackageDescription

/// Benchmarks, an executable for each part. A package of their own, so that who uses the libraries does not build them.
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "muster", path: "..")],
  targets: [
    .executableTarget(name: "bench-csv", dependencies: [.product(name: "CSV", package: "muster")], path: "csv"),
    .executableTarget(name: "make-list", path: "make-list"),
  ],
  swiftLanguageModes: [.v6]
)
