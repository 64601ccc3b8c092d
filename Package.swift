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
    name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "muster",
  products: [
    .executable(name: "muster", targets: ["muster"]),
    .executable(name: "muster-send", targets: ["muster-send"]),
    .executable(name: "muster-stand-in", targets: ["muster-stand-in"]),
    .library(name: "CSV", targets: ["CSV"]),
    .library(name: "PhoneNumbers", targets: ["PhoneNumbers"]),
    .library(name: "PersonNames", targets: ["PersonNames"]),
    .library(name: "Countries", targets: ["Countries"]),
    .library(name: "Duplicates", targets: ["Duplicates"]),
    .library(name: "Rules", targets: ["Rules"]),
    // For the fuzz targets alone: not for others to build on.
    .library(name: "_Inside", targets: ["Pipeline", "Reports", "ImportRequest", "Delivery"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
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
    // What talks to the network is a program of its own, so that the filter does not carry it.
    .executableTarget(
      name: "muster-send",
      dependencies: [
        "HTTPExchange", "Delivery", "ImportRequest", "Pipeline", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "muster-stand-in",
      dependencies: ["StandIn", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),
    part(
      "HTTPExchange",
      [
        "Delivery", .product(name: "AsyncHTTPClient", package: "async-http-client"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"), .product(name: "JWTKit", package: "jwt-kit"),
      ]),
    part(
      "StandIn",
      [
        "CSV", .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "JWTKit", package: "jwt-kit"), .product(name: "X509", package: "swift-certificates"),
        .product(name: "SwiftASN1", package: "swift-asn1"), .product(name: "Crypto", package: "swift-crypto"),
      ]),
    part("Delivery", ["ImportRequest", "Pipeline", "CSV"]),
    part("Reports", ["Pipeline", "CTables", .product(name: "Crypto", package: "swift-crypto")]),
    part("ImportRequest", ["Pipeline", "Rules", "CSV", "CFiles", .product(name: "Crypto", package: "swift-crypto")]),
    part("Pipeline", ["Rules", "Duplicates", "PersonNames", "Countries", "PhoneNumbers", "CSV", "Bytes", "CFiles"], settings: views),
    part("Rules", ["ICU", "CTables", .product(name: "Yams", package: "Yams")]),
    part("Duplicates", ["ICU", "CTables", "CMemory", "Bytes"], settings: views),
    part("PersonNames", ["ICU", "CTables", "Bytes"], settings: views),
    part("Countries", ["ICU", "CTables"]),
    part("PhoneNumbers", ["CTables", "CDigits"], settings: views),
    part("CSV", ["ICU", "CScan"], settings: views),
    part("ICU", ["CICU"]),
    part("Bytes", ["CBytes"], settings: views),
    .target(name: "CICU", dependencies: ["CICUSystem"]),
    .systemLibrary(name: "CICUSystem", pkgConfig: "icu-i18n", providers: [.apt(["libicu-dev"])]),
    .target(name: "CScan"),
    .target(name: "CTables"),
    .target(name: "CBytes"),
    .target(name: "CDigits"),
    .target(name: "CMemory"),
    .target(name: "CFiles"),

    .target(name: "CAllocations", path: "Tests/CAllocations"),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("CSV", ["CScan", "CAllocations"], exclude: ["Fixtures"]),
    tests("PhoneNumbers", exclude: ["Fixtures"]),
    tests("PersonNames", ["ICU", "Bytes"], exclude: ["Fixtures"]),
    tests("Countries", ["ICU"]),
    tests("Duplicates", ["ICU", "Bytes"], exclude: ["Fixtures"]),
    tests("Rules", ["ICU"], exclude: ["Fixtures"]),
    tests(
      "Pipeline", ["CSV", "Countries", "PhoneNumbers", "Rules"],
      exclude: ["Inference/cases.tsv", "Inference/hard-cases.tsv", "Inference/make-cases.py"]),
    tests("Reports", ["Pipeline", "CSV"]),
    tests("Delivery", ["ImportRequest", "Pipeline", "Rules", "CSV"]),
    tests("ImportRequest", ["Pipeline", "Rules"]),
    tests("HTTPExchange", ["Delivery"]),
    tests("StandIn"),
    tests("ICU"),
    .testTarget(name: "HouseTests", swiftSettings: strict),
    .testTarget(
      name: "DocumentationTests",
      dependencies: ["CSV", "PhoneNumbers", "PersonNames", "Countries", "Duplicates", "Rules"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["muster", "muster-send", "muster-stand-in", "Pipeline", "TestSupport"],
      exclude: ["Faults/faults.c", "drive-browser.py"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
