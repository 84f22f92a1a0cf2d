// swift-tools-version: 6.3
import PackageDescription

/// Settings every room shares; each line says why it is there.
let house: [SwiftSetting] = [
    .treatAllWarnings(as: .error),  // a warning nobody reads is worse than an error
    .strictMemorySafety(),  // unsafe expressions are marked, everywhere
    .enableUpcomingFeature("InternalImportsByDefault"),  // a room shows nothing of the floor below by accident
    .enableUpcomingFeature("MemberImportVisibility"),  // what you use, you import
    .enableUpcomingFeature("ExistentialAny"),  // a box is visible where it is paid for
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
]

/// Folders of test data, which the tests read from the checkout.
let fixtures = ["MessageTests": ["Fixtures"], "RecognitionTests": ["Letters"]]

/// A floor of the house: it may import the floors named, and the compiler checks that it imports no other.
func room(
    _ name: String, on floors: [Target.Dependency] = [], at path: String? = nil, without excluded: [String] = [],
    resources: [Resource] = [], settings: [SwiftSetting] = []
) -> Target {
    .target(
        name: name, dependencies: floors, path: path, exclude: excluded, resources: resources,
        swiftSettings: house + settings)
}

/// For a room that reads megabytes at each start: without it every program that a test starts needs two seconds more.
let quickInTests = [SwiftSetting.unsafeFlags(["-O"], .when(configuration: .debug))]

func tests(_ name: String, of floors: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: floors, exclude: fixtures[name] ?? [], swiftSettings: house)
}

let package = Package(
    name: "gehoord",
    targets: [
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        room("Groundwork"),
        room("Message", on: ["Groundwork"]),
        room(
            "Recognition", on: ["Groundwork", "Message"], without: ["Training"], resources: [.embedInCode("Data")],
            settings: quickInTests),
        room("Casework", on: ["Groundwork"]),
        room("Mailbox", on: ["Groundwork", "Message", "CCurl"]),
        room(
            "Filing", on: ["Groundwork", "Message", "Recognition", "Casework", "CSQLite"],
            resources: [.embedInCode("Schema")]),
        room("Correspondence", on: ["Groundwork", "Message", "Casework", "Filing"]),
        .executableTarget(
            name: "gehoord",
            dependencies: [
                "Groundwork", "Message", "Recognition", "Casework", "Mailbox", "Filing", "Correspondence",
            ],
            swiftSettings: house),
        room("TestSupport", on: ["Groundwork"], at: "Tests/TestSupport"),
        .executableTarget(
            name: "message-bench", dependencies: ["Message"], path: "Tests/MessageBench",
            exclude: ["gmime-peer.c"], swiftSettings: house),
        tests("GroundworkTests", of: ["Groundwork"]),
        tests("HouseTests", of: ["TestSupport"]),
        tests("MessageTests", of: ["Groundwork", "Message", "TestSupport", "message-bench"]),
        tests("RecognitionTests", of: ["Groundwork", "Message", "Recognition", "TestSupport"]),
        tests("CaseworkTests", of: ["Groundwork", "Casework"]),
        tests("MailboxTests", of: ["Groundwork", "Message", "Mailbox", "TestSupport"]),
        tests("FilingTests", of: ["Groundwork", "Message", "Recognition", "Casework", "Filing", "TestSupport"]),
        tests(
            "CorrespondenceTests", of: ["Groundwork", "Message", "Casework", "Filing", "Correspondence", "TestSupport"]),
        tests(
            "GehoordTests",
            of: [
                "Groundwork", "Message", "Recognition", "Casework", "Mailbox", "Filing", "Correspondence", "gehoord",
                "TestSupport",
            ]),
    ],
    swiftLanguageModes: [.v6]
)
