// swift-tools-version: 6.3
import PackageDescription

/// Fuzz targets over libFuzzer, one program for all of them. A package of its own, since everything in it is built with the fuzzer's
/// instrumentation: `make fuzz` at the top runs it, and the README beside this file says how to look into what it finds.
let package = Package(
  name: "fuzzing",
  dependencies: [.package(name: "muster", path: "../..")],
  targets: [
    .executableTarget(
      name: "fuzz",
      dependencies: [
        .product(name: "CSV", package: "muster"),
        .product(name: "PhoneNumbers", package: "muster"),
        .product(name: "PersonNames", package: "muster"),
        .product(name: "Rules", package: "muster"),
        .product(name: "_Inside", package: "muster"),
      ],
      // libFuzzer brings the program's main.
      swiftSettings: [.unsafeFlags(["-parse-as-library"])])
  ],
  swiftLanguageModes: [.v6]
)
