// swift-tools-version: 6.3
import PackageDescription

/// Settings every room shares; each line says why it is there.
let house: [SwiftSetting] = [
    .treatAllWarnings(as: .error),                          // a warning nobody reads is worse than an error
    .strictMemorySafety(),                                  // unsafe expressions are marked, everywhere
    .enableUpcomingFeature("InternalImportsByDefault"),     // a room shows nothing of the floor below by accident
    .enableUpcomingFeature("MemberImportVisibility"),       // what you use, you import
    .enableUpcomingFeature("ExistentialAny"),               // a box is visible where it is paid for
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
]

/// A floor of the house: it may import the floors named, and the compiler checks that it imports no other.
func room(_ name: String, on floors: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: floors, resources: resources, swiftSettings: house)
}

func tests(_ name: String, of floors: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(name: name, dependencies: floors, resources: resources, swiftSettings: house)
}

let package = Package(
    name: "gehoord",
    targets: [
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        room("Groundwork"),
        room("Message", on: ["Groundwork"]),
        room("Recognition", on: ["Groundwork", "Message"]),
        room("Casework", on: ["Groundwork"]),
        room("Mailbox", on: ["Groundwork", "Message", "CCurl"]),
        room("Filing", on: ["Groundwork", "Message", "Recognition", "Casework", "CSQLite"],
             resources: [.embedInCode("Schema")]),
        room("Correspondence", on: ["Groundwork", "Message", "Casework", "Filing"]),
        .executableTarget(
            name: "gehoord",
            dependencies: [
                "Groundwork", "Message", "Recognition", "Casework", "Mailbox", "Filing", "Correspondence",
            ],
            swiftSettings: house),
        tests("GroundworkTests", of: ["Groundwork"]),
    ],
    swiftLanguageModes: [.v6]
)
