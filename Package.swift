// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func library(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
    _ name: String, of dependencies: [Target.Dependency], excluding fixtures: [String] = []
) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies, exclude: fixtures,
        swiftSettings: strict)
}

let package = Package(
    name: "hubctl",
    products: [
        .executable(name: "hubctl", targets: ["hubctl"]),
        .executable(name: "hubbench", targets: ["hubbench"]),
    ],
    targets: [
        // C libraries from Debian, one owner module each.
        .systemLibrary(
            name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(
            name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(
            name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(
            name: "CPangoCairo", pkgConfig: "pangocairo",
            providers: [.apt(["libpango1.0-dev"])]),
        .systemLibrary(
            name: "CXlsxWriter", pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CClp", providers: [.apt(["coinor-libclp-dev"])]),
        .systemLibrary(
            name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
        .target(name: "CSpawn"),
        // Migrations, routines, codelists and the demonstration, embedded.
        .target(
            name: "DatabaseFiles", path: "db",
            exclude: ["migrations", "routines", "codelists", "demonstration"],
            publicHeadersPath: "include"),

        // Every sentence shown to a person, Spanish and English, embedded.
        .target(name: "TextFiles", exclude: ["en.txt", "es.txt"]),
        library("Texts", uses: ["TextFiles"]),

        // The map's outlines and the page's stylesheet, embedded.
        .target(name: "RenderingFiles", exclude: ["README.md", "outlines.txt", "page.css"]),

        // Domain: pure, imports nothing that does I/O.
        library("Codelists", uses: ["DatabaseFiles"]),
        library("Casework", uses: ["Codelists"]),
        library("Reporting", uses: ["Casework", "Codelists", "LinearPrograms"]),

        // Drivers.
        library("LinearPrograms", uses: ["CClp"]),
        library("Postgres", uses: ["CLibPQ"]),
        library("Cluster", uses: ["Postgres", "CSpawn"]),
        library("Console", uses: ["Texts"]),
        library("OpenAPI"),
        library("CommonMark", uses: ["CCmark"]),

        // Services.
        library("Credentials", uses: ["Casework", "CSodium"]),
        library("HubLogs", uses: ["Casework", "Codelists", "Texts", "CLibZip", "CExpat"]),
        library(
            "CaseStore",
            uses: ["Postgres", "Casework", "Codelists", "Reporting", "DatabaseFiles"]),
        library("Drawing", uses: ["CPangoCairo"]),
        library("Workbooks", uses: ["CXlsxWriter"]),
        library(
            "Rendering",
            uses: [
                "Reporting", "Casework", "Codelists", "Drawing", "RenderingFiles", "Texts",
                "Workbooks",
            ]),
        library(
            "Exports",
            uses: [
                "Reporting", "Casework", "Codelists", "CommonMark", "Texts", "Credentials",
                "HubLogs", "CLibZip",
            ]),

        // Operations, the two faces, the executables.
        library(
            "Operations",
            uses: [
                "CaseStore", "Casework", "Cluster", "Codelists", "Credentials", "DatabaseFiles",
                "Exports", "HubLogs", "Postgres", "Reporting", "Texts",
            ]),
        library(
            "HubCommands",
            uses: [
                "Operations", "CaseStore", "Casework", "Cluster", "Codelists", "Console",
                "Credentials", "Exports", "HubLogs", "OpenAPI", "Postgres", "Rendering",
                "Reporting", "Texts",
            ]),
        .executableTarget(
            name: "hubctl", dependencies: ["HubCommands"], swiftSettings: strict),
        .executableTarget(
            name: "hubbench",
            dependencies: [
                "Operations", "CaseStore", "Casework", "Cluster", "Codelists", "Credentials",
                "HubLogs", "Postgres", "Reporting",
            ],
            swiftSettings: strict),

        // Tests.
        .target(
            name: "TestDatabase",
            dependencies: ["CaseStore", "Cluster", "Postgres"],
            path: "Tests/TestDatabase", swiftSettings: strict),
        tests("Postgres", of: ["Postgres", "Cluster", "TestDatabase"]),
        tests("Cluster", of: ["Cluster", "Postgres"]),
        tests("Texts", of: ["Texts"]),
        tests("Console", of: ["Console", "Texts"]),
        tests("OpenAPI", of: ["OpenAPI"]),
        tests("CommonMark", of: ["CommonMark"]),
        tests("Casework", of: ["Casework", "Codelists"]),
        tests(
            "Rendering",
            of: ["Rendering", "Casework", "Codelists", "Drawing", "Reporting", "Texts"]),
        tests(
            "Reporting", of: ["Reporting", "Casework", "Codelists", "LinearPrograms"],
            excluding: ["Fixtures"]),
        tests("Credentials", of: ["Credentials", "Casework"]),
        tests("HubLogs", of: ["HubLogs", "Casework", "Codelists", "Texts", "CLibZip"]),
        tests(
            "CaseStore",
            of: ["CaseStore", "Casework", "Codelists", "Postgres", "Reporting", "TestDatabase"]),
        tests(
            "Operations",
            of: [
                "Operations", "CaseStore", "Casework", "Codelists", "Credentials", "HubLogs",
                "Postgres", "Rendering", "Reporting", "TestDatabase",
            ], excluding: ["Fixtures"]),
        // Runs the built hubctl as an operator does.
        tests(
            "Installation",
            of: ["hubctl", "Casework", "Cluster", "Codelists", "CLibZip", "CSpawn", "HubLogs"]),
        tests(
            "Exports",
            of: [
                "Exports", "CaseStore", "Casework", "Codelists", "Console", "Credentials",
                "HubCommands", "HubLogs", "Operations", "Postgres", "Reporting", "TestDatabase",
                "Texts",
            ]),
        tests(
            "HubCommands",
            of: ["HubCommands", "Codelists", "Console", "Operations", "TestDatabase", "Texts"],
            excluding: ["Snapshots"]),
    ],
    swiftLanguageModes: [.v6]
)
