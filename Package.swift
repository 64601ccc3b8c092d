// swift-tools-version: 6.3
import PackageDescription

/// Every Swift target is held to the same strictness.
let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Functions that hand out a span of what they look at say so with `@_lifetime`: views of a batch that count no references.
let views: [SwiftSetting] = [.enableExperimentalFeature("Lifetimes")]

/// A Swift library target. Its dependencies are the arrows of the house: an import that is not listed does not build.
func part(_ name: String, _ dependencies: [Target.Dependency] = [], settings: [SwiftSetting] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict + settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "muster",
  products: [
    .executable(name: "muster", targets: ["muster"]),
    .library(name: "CSV", targets: ["CSV"]),
    .library(name: "PhoneNumbers", targets: ["PhoneNumbers"]),
    .library(name: "PersonNames", targets: ["PersonNames"]),
    .library(name: "Countries", targets: ["Countries"]),
    .library(name: "Duplicates", targets: ["Duplicates"]),
    .library(name: "Rules", targets: ["Rules"]),
    // For the fuzz targets alone: not for others to build on.
    .library(name: "_Inside", targets: ["Pipeline", "Reports", "ImportRequest"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    .executableTarget(
      name: "muster",
      dependencies: [
        "Reports", "ImportRequest", "Pipeline", "Rules", "Duplicates", "PersonNames", "Countries", "PhoneNumbers", "CSV",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    part("Reports", ["Pipeline"]),
    part("ImportRequest", ["Pipeline"]),
    part("Pipeline", ["Rules", "Duplicates", "PersonNames", "Countries", "PhoneNumbers", "CSV"], settings: views),
    part("Rules", ["ICU", "CTables", .product(name: "Yams", package: "Yams")]),
    part("Duplicates", ["ICU", "CTables", "CMemory"]),
    part("PersonNames", ["ICU", "CTables"]),
    part("Countries", ["ICU", "CTables"]),
    part("PhoneNumbers", ["CTables"]),
    part("CSV", ["ICU", "CScan"], settings: views),
    part("ICU", ["CICU"]),
    .target(name: "CICU", dependencies: ["CICUSystem"]),
    .systemLibrary(name: "CICUSystem", pkgConfig: "icu-i18n", providers: [.apt(["libicu-dev"])]),
    .target(name: "CScan"),
    .target(name: "CTables"),
    .target(name: "CMemory"),

    .target(name: "CAllocations", path: "Tests/CAllocations"),
    tests("CSV", ["CScan", "CAllocations"], exclude: ["Fixtures"]),
    tests("PhoneNumbers", exclude: ["Fixtures"]),
    tests("PersonNames", ["ICU"], exclude: ["Fixtures"]),
    tests("Countries", ["ICU"]),
    tests("Duplicates", exclude: ["Fixtures"]),
    tests("Rules", ["ICU"], exclude: ["Fixtures"]),
    tests(
      "Pipeline", ["CSV", "Countries", "PhoneNumbers", "Rules"],
      exclude: ["Inference/cases.tsv", "Inference/hard-cases.tsv", "Inference/make-cases.py"]),
    tests("Reports", ["Pipeline"]),
    tests("ImportRequest", ["Pipeline"]),
    tests("ICU"),
    .testTarget(name: "HouseTests", swiftSettings: strict),
    .testTarget(
      name: "DocumentationTests",
      dependencies: ["CSV", "PhoneNumbers", "PersonNames", "Countries", "Duplicates", "Rules"], swiftSettings: strict),
    .testTarget(name: "CommandTests", dependencies: ["muster"], exclude: ["Faults/faults.c"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
