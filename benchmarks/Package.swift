// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "muster", path: "..")],
  targets: [
    .executableTarget(
      name: "bench-duplicates", dependencies: [.product(name: "Duplicates", package: "muster")], path: "duplicates")
  ],
  swiftLanguageModes: [.v6]
)
