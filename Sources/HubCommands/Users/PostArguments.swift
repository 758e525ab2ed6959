import Casework
import Codelists
import Console
import Operations
import Texts

/// The role of an account and the place it is held at, as options.
enum PostArguments {
    static let roles = Role.allCases.filter { $0 != .machine }.map(\.rawValue)

    static let options: [Usage.Option] = [
        .value("role", "role", values: .oneOf(roles), isRequired: true, help: "option.user.role"),
        .value("hub", "code", help: "option.user.hub"),
        .value("country", "code", help: "option.user.country"),
    ]

    static func read(_ arguments: inout Arguments) throws(UsageError) -> Post {
        let role = try arguments.value("role", parse: { Role(rawValue: $0) }) ?? .clerk
        let hub: HubCode? = try arguments.value("hub")
        let country = try arguments.value("country", parse: { Country($0) })
        guard let post = Post(role, hub: hub, country: country) else {
            throw .rule("usage.user.place", ["role": role.rawValue])
        }
        return post
    }
}
