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
        .systemLibrary(
            name: "CJansson", pkgConfig: "jansson", providers: [.apt(["libjansson-dev"])]),
        .systemLibrary(
            name: "CMicroHTTPD", pkgConfig: "libmicrohttpd",
            providers: [.apt(["libmicrohttpd-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CClp", providers: [.apt(["coinor-libclp-dev"])]),
        .systemLibrary(
            name: "COath", pkgConfig: "liboath", providers: [.apt(["liboath-dev"])]),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-gnutls-dev"])]),
        .systemLibrary(
            name: "CGFShare", pkgConfig: "libgfshare", providers: [.apt(["libgfshare-dev"])]),
        .systemLibrary(
            name: "CQREncode", pkgConfig: "libqrencode",
            providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(
            name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
        .target(name: "CSpawn"),
        // Migrations, routines, codelists and the demonstration, embedded.
        .target(
            name: "DatabaseFiles", path: "db",
            exclude: [
                "README.md", "migrations", "routines", "codelists", "consents", "demonstration",
            ],
            publicHeadersPath: "include"),

        // Every sentence shown to a person, Spanish and English, embedded.
        .target(name: "TextFiles", exclude: ["en.txt", "es.txt", "fr.txt", "ht.txt"]),
        library("Texts", uses: ["TextFiles"]),

        // The map's outlines and the page's stylesheet, embedded.
        .target(name: "RenderingFiles", exclude: ["README.md", "outlines.txt", "page.css"]),

        // What the staff pages load: stylesheet, scripts, icons, embedded.
        .target(name: "WebFiles", exclude: ["files"]),

        // What the public pages load, and Leaflet as Debian has it, embedded.
        .target(name: "PublicFiles", exclude: ["README.md", "files"]),

        // Domain: pure, imports nothing that does I/O.
        library("Codelists", uses: ["DatabaseFiles"]),
        library("Casework", uses: ["Codelists"]),
        library("Reporting", uses: ["Casework", "Codelists", "LinearPrograms"]),
        library("Matching", uses: ["Casework", "Codelists"]),

        // Drivers.
        library("LinearPrograms", uses: ["CClp"]),
        library("Postgres", uses: ["CLibPQ"]),
        library("ExternalPrograms", uses: ["CSpawn"]),
        library("Cluster", uses: ["ExternalPrograms", "Postgres"]),
        library("Console", uses: ["Texts"]),
        library("OpenAPI", uses: ["CJansson"]),
        library("HTTP", uses: ["CMicroHTTPD", "CZlib"]),
        library("CommonMark", uses: ["CCmark"]),
        library("Mail", uses: ["Casework", "CCurl", "ExternalPrograms"]),

        // Services.
        library("Credentials", uses: ["Casework", "CGFShare", "COath", "CSodium"]),
        library("QRCodes", uses: ["CQREncode"]),
        library("Archives", uses: ["CLibZip"]),
        library("HubLogs", uses: ["Archives", "Casework", "Codelists", "Texts", "CExpat"]),
        library(
            "CaseStore",
            uses: ["Postgres", "Casework", "Codelists", "Reporting", "DatabaseFiles"]),
        library("Drawing", uses: ["CPangoCairo"]),
        library("Workbooks", uses: ["CXlsxWriter"]),
        library(
            "Rendering",
            uses: [
                "Reporting", "Casework", "Codelists", "CommonMark", "Drawing", "QRCodes",
                "RenderingFiles", "Texts", "Workbooks",
            ]),
        library(
            "Exports",
            uses: [
                "Reporting", "Archives", "Casework", "Codelists", "CommonMark", "Texts",
                "Credentials", "HubLogs",
            ]),

        // Operations, the two faces, the executables.
        library(
            "Operations",
            uses: [
                "CaseStore", "Casework", "Cluster", "Codelists", "Credentials", "DatabaseFiles",
                "Exports", "HubLogs", "Matching", "Postgres", "Rendering", "Reporting", "Texts",
            ]),
        // The JSON that both faces show.
        library(
            "Documents",
            uses: [
                "Operations", "CaseStore", "Casework", "Codelists", "Credentials", "Exports",
                "HubLogs", "Rendering", "Reporting", "Texts",
            ]),
        library(
            "HubServer",
            uses: [
                "Operations", "CaseStore", "Casework", "Codelists", "Credentials", "Documents",
                "Drawing", "Exports", "HTTP", "HubLogs", "Matching", "OpenAPI", "Postgres",
                "PublicFiles", "QRCodes", "Rendering", "RenderingFiles", "Reporting", "Texts",
                "WebFiles",
            ]),
        library(
            "HubCommands",
            uses: [
                "Operations", "CaseStore", "Casework", "Cluster", "Codelists", "Console",
                "Credentials", "Documents", "Exports", "HTTP", "HubLogs", "HubServer", "Mail",
                "Matching", "OpenAPI", "Postgres", "QRCodes", "Rendering", "Reporting", "Texts",
            ]),
        .executableTarget(
            name: "hubctl", dependencies: ["HubCommands"], swiftSettings: strict),
        .executableTarget(
            name: "hubbench",
            dependencies: [
                "Operations", "CaseStore", "Casework", "Cluster", "Codelists", "Credentials",
                "ExternalPrograms", "HubLogs", "Matching", "Postgres", "Reporting",
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
        .target(
            name: "TestClient", dependencies: ["HTTP"], path: "Tests/TestClient",
            swiftSettings: strict),
        tests("HTTP", of: ["HTTP", "CZlib", "TestClient"]),
        tests("CommonMark", of: ["CommonMark"]),
        tests("Mail", of: ["Mail", "Casework"]),
        tests(
            "HubServer",
            of: [
                "HubServer", "CaseStore", "Casework", "Codelists", "Credentials", "OpenAPI",
                "Operations", "Postgres", "Reporting", "TestDatabase", "Texts", "HTTP", "HubLogs",
                "Workbooks",
            ]),
        // The public's pages, with a running service.
        tests(
            "PublicPages",
            of: [
                "HubServer", "CaseStore", "Casework", "Codelists", "Credentials", "Documents",
                "Exports", "HTTP", "HubLogs", "Mail", "OpenAPI", "Operations", "Postgres",
                "Reporting", "TestClient", "TestDatabase", "Texts", "Workbooks",
            ]),
        tests("Casework", of: ["Casework", "Codelists"]),
        tests(
            "Matching", of: ["Matching", "Codelists", "Texts"], excluding: ["Fixtures"]),
        tests(
            "Rendering",
            of: [
                "Rendering", "Casework", "Codelists", "CommonMark", "Drawing", "Reporting", "Texts",
            ], excluding: ["Fixtures"]),
        tests(
            "Reporting",
            of: [
                "Reporting", "Casework", "Codelists", "HubLogs", "LinearPrograms", "Rendering",
                "Texts",
            ],
            excluding: ["Fixtures"]),
        tests("Credentials", of: ["Credentials", "Casework", "CSodium"]),
        tests("QRCodes", of: ["QRCodes"]),
        tests("HubLogs", of: ["HubLogs", "Casework", "Codelists", "Texts", "CLibZip"]),
        tests(
            "CaseStore",
            of: ["CaseStore", "Casework", "Codelists", "Postgres", "Reporting", "TestDatabase"]),
        tests(
            "Operations",
            of: [
                "Operations", "CaseStore", "Casework", "Codelists", "Credentials", "Exports",
                "HubLogs",
                "Postgres", "Rendering", "Reporting", "TestDatabase",
            ], excluding: ["Fixtures"]),
        // Who may do what, with signing in and straight SQL.
        tests(
            "Access",
            of: [
                "HubServer", "HTTP", "OpenAPI", "Operations", "CaseStore", "Casework", "Codelists",
                "Credentials", "Postgres",
                "Reporting", "TestClient", "TestDatabase",
            ]),
        // Runs the built hubctl as an operator does.
        tests(
            "Installation",
            of: [
                "hubctl", "Casework", "Cluster", "Codelists", "CLibZip", "CSpawn", "HTTP",
                "HubLogs",
                "OpenAPI", "TestClient",
            ]),
        tests(
            "Exports",
            of: [
                "Exports", "Archives", "CaseStore", "Casework", "Codelists", "Console",
                "Credentials",
                "HubCommands", "HubLogs", "Operations", "Postgres", "Rendering", "Reporting",
                "TestDatabase", "Texts", "hubctl",
            ], excluding: ["Fixtures"]),
        tests(
            "HubCommands",
            of: [
                "HubCommands", "Casework", "Codelists", "Console", "Credentials", "HTTP",
                "HubServer",
                "OpenAPI", "Operations", "Postgres", "TestClient", "TestDatabase", "Texts",
                "Workbooks",
            ],
            excluding: ["Snapshots"]),
    ],
    swiftLanguageModes: [.v6]
)
