// swift-tools-version: 6.3
import PackageDescription

/// A benchmark of one part.
func bench(_ part: String, of product: String) -> Target {
  .executableTarget(name: "bench-\(part)", dependencies: [.product(name: product, package: "muster")])
}

/// Benchmarks, an executable for each part. A package of their own, so that who uses the libraries does not build them.
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "muster", path: "..")],
  targets: [
    bench("csv", of: "CSV"),
    bench("countries", of: "Countries"),
    bench("duplicates", of: "Duplicates"),
    bench("names", of: "PersonNames"),
    bench("phones", of: "PhoneNumbers"),
    bench("rules", of: "Rules"),
    .executableTarget(name: "make-list"),
  ],
  swiftLanguageModes: [.v6]
)
