// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "muster", path: "..")],
  targets: [
    .executableTarget(name: "bench-phones", dependencies: [.product(name: "PhoneNumbers", package: "muster")])
  ],
  swiftLanguageModes: [.v6]
)
